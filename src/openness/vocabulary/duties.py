"""The duties a licence may bring, with which acts they fall due, and the effects of limits."""

from openness.vocabulary.words import Word


class Act(Word):
    """An act that somebody does with a release."""

    USE = "use", "use", "whoever uses it"
    CHANGE = "change", "change", "whoever changes it"
    HOST = "host", "host", "whoever lets others use it as a service"
    PASS_ON = "pass-on", "pass on", "whoever passes it on, changed or not"

    @property
    def brings(self) -> "tuple[Act, ...]":
        """The acts whose duties fall due with it: whoever changes it, or lets others use it, uses it.

        >>> [[each.value for each in act.brings] for act in Act]
        [['use'], ['change', 'use'], ['host', 'use'], ['pass-on']]
        """
        return (self, Act.USE) if self in (Act.CHANGE, Act.HOST) else (self,)


class Duty(Word):
    """One thing a licence may ask people to do."""

    when: tuple[Act, ...]

    def __init__(self, word: str, label: str = "", says: str = "", *when: Act) -> None:
        """Keep the acts with which it falls due too."""
        super().__init__(word, label, says)
        self.when = when

    ATTRIBUTION = "attribution", "name the makers", "name the people who made it", Act.PASS_ON
    INCLUDE_LICENCE = "include-licence", "include the licence", "pass on the text of the licence with it", Act.PASS_ON
    STATE_CHANGES = "state-changes", "mark changes", "say what you changed", Act.PASS_ON
    SHARE_ALIKE = "share-alike", "keep the same licence", "share changed copies under the same licence", Act.PASS_ON
    FLOW_DOWN = "flow-down", "pass on the limits", "bind your recipients to the limits on use", Act.HOST, Act.PASS_ON
    NAMING = "naming", "use a given name", "give what you make with it a certain name", Act.PASS_ON
    DISPLAY = "display", "show a notice", "show certain words to your users", Act.HOST, Act.PASS_ON
    NOTIFY = "notify", "tell the licensor", "tell the licensor about a use", Act.USE
    REGISTER = "register", "register", "register before a use", Act.USE
    KEEP_GUARDRAILS = (
        "keep-guardrails",
        "keep the safety measures",
        "do not remove or weaken the safety measures",
        Act.USE,
        Act.CHANGE,
        Act.HOST,
    )
    DISCLOSE_SOURCE = "disclose-source", "offer the source", "offer the source code to your recipients", Act.PASS_ON
    NETWORK_DISCLOSE = (
        "network-disclose",
        "offer the source to users of a service",
        "offer the source code to people who use it over a network",
        Act.HOST,
    )
    DISCLOSE_AI = (
        "disclose-ai",
        "say that a machine made it",
        "tell people that a machine made the output",
        Act.USE,
        Act.HOST,
    )
    DISCLOSE_RISKS = (
        "disclose-risks",
        "tell of known dangers",
        "tell the people who use your system which dangers of it you know",
        Act.USE,
        Act.HOST,
    )
    INDEMNIFY = "indemnify", "protect the licensor", "pay for claims that others bring against the licensor", Act.USE
    GRANT_BACK = "grant-back", "give rights back", "give the licensor rights in what you make", Act.CHANGE
    RETALIATION = (
        "retaliation",
        "do not sue",
        "do not sue over patents or the work: if you do, the licence ends",
        Act.USE,
    )
    BRAND = "brand", "respect names and marks", "use the maker's names and marks only where the text allows it", Act.USE


#: Duties that reach what is made from a model's outputs, where a licence has them.
OF_OUTPUTS = (Duty.NAMING, Duty.DISPLAY, Duty.FLOW_DOWN)


class Effect(Word):
    """The effect of a limit on somebody past its number, or in its territory."""

    WITHHOLDS = "withholds", "withholds", "the right is not granted"
    ASKS = "asks", "asks", "the right must be asked for"
    PAYS = "pays", "pays", "the right must be paid for"
    DUTY = "duty", "duty", "the right stays and a duty is added"


class Lack(Word):
    """A thing that a notice needs and that no file it was made from holds, or a fault that no file cures; the worst first."""

    CONFLICT = (
        "conflict",
        "conflict of licences",
        "a release is under a licence that conflicts with that of a model it was made from, and no text cures that",
    )
    PART_LICENCE = "part-licence", "licence of a part", "nobody knows for certain which licence a part is under"
    UNREAD_CLAUSES = (
        "unread-clauses",
        "unread clauses",
        "openness knows a licence in part only, and it may ask for more",
    )
    PERMISSION = (
        "permission",
        "permission",
        "a licence's record does not say whether one may do what the notice is for, so conditions may be unknown",
    )
    NAMED_DATA = "named-data", "named data set", "a card names a data set, and its licence is in no file that was read"
    LICENCE_TEXT = "licence-text", "licence text", "a licence asks to pass its text on, and no file holds it"
    COPYRIGHT_LINES = "copyright-lines", "copyright lines", "a licence asks to keep them, and no file holds one"
    CREDIT = "credit", "name to credit", "a licence asks to name who made a part, and no file names them"
    NAME_PREFIX = "name-prefix", "words in a name", "a licence asks for a name with certain words"
    UNREAD_FILE = "unread-file", "unread file", "a file was found with a release and could not be read"
