"""How many fields of each family of our own messages are read as annotated: families by fields."""

from collections import Counter

from tests.unit.shorthand.corpus import FIELDS, list_told, told_by

_WIDTH = 13


def main() -> None:
    """A cell counts `right/stated`: messages that state the field or get one; `!` counts invented values."""
    stated: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    invented: Counter[str] = Counter()
    families: dict[str, int] = {}
    for family, text, told in list_told():
        families[family] = families.get(family, 0) + 1
        read = told_by(text)
        for name in FIELDS:
            if name in told or name in read:
                stated[family, name] += 1
                right[family, name] += told.get(name) == read.get(name)
                invented[family] += name in read and told.get(name) != read[name]
    print("family".ljust(18), *(name[: _WIDTH - 1].rjust(_WIDTH) for name in FIELDS), " !")
    for family, count in families.items():
        cells = (_cell(right[family, name], stated[family, name]) for name in FIELDS)
        print(f"{family} {count}".ljust(18), *cells, f"{invented[family]:2}")
    total, correct = sum(stated.values()), sum(right.values())
    print(
        f"{sum(families.values())} messages, {correct} of {total} fields, {sum(invented.values())} wrong values"
    )


def _cell(right: int, stated: int) -> str:
    return (f"{right}/{stated}" if stated else "").rjust(_WIDTH)


if __name__ == "__main__":
    main()
