"""A violation that somebody answers for until a day."""

from attrs import frozen

from openness.release.location import Source
from openness.vocabulary.value import Value


@frozen(eq=False, repr=False)
class Exemption(Value):
    """One such violation.

    Args:
        source: which releases, as a path below the policy's folder or a glob.
        rule: which rule, by its word.
        because: the reason.
        until: the last day on which it holds, as `2027-03-01`.
        owner: who answers for it; empty when nobody is named.
        sha256: the hash of the licence file it excuses; empty for none.
        place: where it stands.
    """

    source: str
    rule: str
    because: str
    until: str
    owner: str
    sha256: str
    place: Source
