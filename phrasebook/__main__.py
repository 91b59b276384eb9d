"""`make phrases`: gather, update, compile; then say what is missing and exit 1 if anything is."""

import sys

from phrasebook.catalogues import TRANSLATIONS, list_faults, list_missing, update, write
from phrasebook.sources import find_sources


def main() -> int:
    found = find_sources()
    unread = [each.place for each in found if each.source is None]
    for place in unread:
        print(f"{place}: what is said here is no literal; mark it with phrase()")
    wrong = len(unread)
    for language in TRANSLATIONS:
        catalogue = update(language, found)
        write(language, catalogue)
        missing, faults = list_missing(catalogue, found), list(list_faults(catalogue))
        for fault in faults:
            print(f"{language}: {fault}")
        for source in missing[:20]:
            print(f"{language}: not translated: {source.text!r}")
        print(f"{language}: {len(catalogue)} phrases, {len(missing)} not translated")
        wrong += len(missing) + len(faults)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
