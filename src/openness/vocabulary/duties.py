"""The duties a licence may bring, and with which acts they fall due."""

from enum import StrEnum


class Act(StrEnum):
    """What someone does with a release."""

    says: str

    def __new__(cls, word: str, says: str = "") -> "Act":
        """A word with who is meant."""
        act = str.__new__(cls, word)
        act._value_ = word
        act.says = says
        return act

    USE = "use", "whoever uses it"
    CHANGE = "change", "whoever changes it"
    HOST = "host", "whoever lets others use it as a service"
    PASS_ON = "pass-on", "whoever passes it on, changed or not"


class Duty(StrEnum):
    """One thing a licence may ask to be done."""

    says: str
    when: tuple[Act, ...]

    def __new__(cls, word: str, says: str = "", *when: Act) -> "Duty":
        """A word with its meaning and the acts with which it falls due."""
        duty = str.__new__(cls, word)
        duty._value_ = word
        duty.says = says
        duty.when = when
        return duty

    ATTRIBUTION = "attribution", "name who made it", Act.PASS_ON
    INCLUDE_LICENCE = "include-licence", "pass the licence's text on", Act.PASS_ON
    STATE_CHANGES = "state-changes", "say what was changed", Act.PASS_ON
    SHARE_ALIKE = "share-alike", "pass changes on under the same licence", Act.PASS_ON
    FLOW_DOWN = "flow-down", "bind recipients to the use limits", Act.HOST, Act.PASS_ON
    NAMING = "naming", "give what is made with it a certain name", Act.PASS_ON
    DISPLAY = "display", "show certain words", Act.HOST, Act.PASS_ON
    NOTIFY = "notify", "tell the licensor", Act.USE
    REGISTER = "register", "register before some use", Act.USE
    KEEP_GUARDRAILS = "keep-guardrails", "keep the safety measures", Act.USE, Act.CHANGE, Act.HOST
    DISCLOSE_SOURCE = "disclose-source", "offer the source", Act.PASS_ON
    NETWORK_DISCLOSE = "network-disclose", "offer the source to those who use it over a network", Act.HOST
    DISCLOSE_AI = "disclose-ai", "say that a machine made it", Act.USE, Act.HOST
    INDEMNIFY = "indemnify", "protect the licensor against claims", Act.USE
    GRANT_BACK = "grant-back", "grant the licensor rights in what is made", Act.CHANGE
    RETALIATION = "retaliation", "sue nobody over patents or the work: the licence then ends", Act.USE
    BRAND = "brand", "use the maker's names and marks only where the text allows it", Act.USE


#: Duties that reach what is made from a model's outputs, where a licence has them.
OF_OUTPUTS = (Duty.NAMING, Duty.DISPLAY, Duty.FLOW_DOWN)
