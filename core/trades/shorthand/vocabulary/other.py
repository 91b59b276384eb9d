"""The handful of Turkish and Italian words that signals use."""

from core.trades.shorthand.roles import Role

PHRASES: dict[Role, str] = {
    Role.LONG: "al, alış, aldım, satın al, acquisto, acquistato, compro ora, comprato",
    Role.SHORT: "sat, satış, sattım, vendita, venduto",
    Role.ENTRY: "giriş, ingresso, prezzo",
    Role.STOP: "zarar kes, zarar durdur",
    Role.TARGET: "hedef, hedefler, kar al, kâr al, obiettivo, obiettivi",
    Role.LEVERAGE: "kaldıraç, leva",
    Role.EXIT: "çıktım, kapattım, kapat, chiuso, chiusa, uscita, uscito",
    Role.HALF: "yarısı, metà",
    Role.REST: "tamamı",
    Role.HIT: "geldi, raggiunto",
    Role.WON: "kar",
    Role.LOST: "zarar",
}

ARTICLES = "il"
