"""The short answers that everybody types, in every language of the journal, whatever language is set."""

from enum import StrEnum


class Word(StrEnum):
    """What a short answer means. KEPT and BROKE answer for a rule or a focus, as yes and no do."""

    YES = "yes"
    NO = "no"
    PARTLY = "partly"
    KEPT = "kept"
    BROKE = "broke"
    CANCEL = "cancel"
    BACK = "back"
    SKIP = "skip"
    LATER = "later"
    UNDO = "undo"
    HELP = "help"
    NEVER = "never"
    NONE = "none"
    ALL = "all"


_SPELLED = {
    Word.YES: "yes y yep yeah ok sí si s sim ja j jo jep oui o ouais да д ага",
    Word.NO: "no n nope não nao nein non нет н",
    Word.PARTLY: "partly, partially, half, en parte, a medias, parcialmente, em parte, teilweise, zum teil, en partie, "
    "partiellement, частично, отчасти",
    Word.KEPT: "kept, cumplido, cumplida, cumplidas, cumplí, mantido, cumpri, eingehalten, gehalten, respecté, "
    "respectée, respectées, tenu, соблюдено, соблюдены, соблюдён, соблюл, выполнено",
    Word.BROKE: "broke, broken, incumplido, incumplida, incumplí, roto, rota, quebrei, quebrado, descumpri, gebrochen, "
    "verletzt, enfreint, rompu, нарушено, нарушил, нарушены, нарушила, нарушен",
    Word.CANCEL: "cancel, cancelar, cancela, abbrechen, abbruch, annuler, annule, отмена, отменить",
    Word.BACK: "back, atrás, atras, volver, voltar, zurück, zurueck, retour, назад",
    Word.SKIP: "skip, saltar, omitir, pular, überspringen, ueberspringen, passer, пропустить, пропуск",
    Word.LATER: "later, luego, más tarde, mas tarde, después, despues, depois, mais tarde, später, spaeter, "
    "plus tard, позже, потом",
    Word.UNDO: "undo, deshacer, desfazer, rückgängig, rueckgaengig, défaire, defaire, вернуть",
    Word.HELP: "help, ayuda, ajuda, hilfe, aide, помощь, справка",
    Word.NEVER: "never, off, nunca, jamás, nie, nunca mais, jamais, aus, никогда",
    Word.NONE: "none, -, clear, remove, ninguno, ninguna, nada, sin, nenhum, nenhuma, sem, keine, keiner, kein, ohne, "
    "aucun, aucune, sans, rien, нет, без, убрать, no stop, sin stop, sem stop, kein stop, ohne stop, sans stop, "
    "pas de stop, без стопа",
    Word.ALL: "all, both, todo, todos, todas, ambos, ambas, tudo, alle, alles, beide, tout, tous, toutes, les deux, "
    "все, всё, оба, обе",
}


def _spell(words: str) -> frozenset[str]:
    return frozenset(each.strip() for each in (words.split(",") if "," in words else words.split()))


_MEANINGS = {word: _spell(spelled) for word, spelled in _SPELLED.items()}


def means(text: str, *words: Word) -> bool:
    """Whether the whole text is one of these short answers."""
    typed = text.strip().casefold().rstrip(".!…")
    return any(typed in _MEANINGS[word] for word in words)


def find_word(text: str, *among: Word) -> Word | None:
    """The first of these that the whole text means."""
    return next((word for word in among if means(text, word)), None)
