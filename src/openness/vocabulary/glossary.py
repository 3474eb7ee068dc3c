"""The words with which reports speak of everything else: `openness explain` reads them, and nothing is worked out from them."""

from openness.vocabulary.words import Word


class Notion(Word):
    """A word that reports and documentation use throughout."""

    RELEASE = "release", "release", "one version of a model or a data set, with everything that is published of it"
    COMPONENT = "component", "part", "one part of a release, such as the weights or the training code"
    SPECTRUM = "spectrum", "spectrum", "a scale of six levels, from closed to open source AI with open data"
    LEVEL = "level", "level", "a step of a scale; a release reaches a level when it meets the criteria up to there"
    RUNG = "rung", "level", "the word for a level in JSON and in settings"
    GRADE = "grade", "level", "the word for a level in a definition file"
    BAND = "band", "band", "the level in three steps: closed, semi-open, fully open"
    REACHED = "reached", "reached", "the level that the known facts prove"
    REACHABLE = "reachable", "possible", "the highest level if every unknown fact turns out to be good news"
    DEFINITION = "definition", "definition", "a published text that says which models are open, turned into criteria"
    CRITERION = "criterion", "criterion", "one thing that a definition asks"
    VERDICT = "verdict", "verdict", "the answer to a question: met, not met or unknown"
    OUTCOME = "outcome", "outcome", "the words that a definition itself uses for a verdict"
    SCORE = "score", "score", "how much of a definition is met, as a number"
    TERM = "term", "term", "one thing that a licence may allow, such as commercial use"
    CLAUSE = "clause", "clause", "the place in a licence's text that says so, by its number or its heading"
    DUTY = "duty", "duty", "one thing that a licence asks of people, such as to name the makers"
    LIMIT = "limit", "limit", "a number in a licence, such as monthly users, above which other rules apply"
    END_USERS_EXEMPT = (
        "end-users-exempt",
        "end users exempt",
        "a limit does not count for people who get the model as a part of somebody else's product",
    )
    CLAIM = "claim", "claim", "one statement by one source, with the place where it stands"
    EVIDENCE = "evidence", "evidence", "the claims that a verdict rests on"
    BASIS = "basis", "basis", "how a claim came about: inferred, declared, detected or concluded"
    AVAILABILITY = "availability", "availability", "how people can get a part of a release"
    EXTENT = "extent", "extent", "how much of a part is offered"
    CIRCUMSTANCE = "circumstance", "circumstance", "a fact about how a release is run, such as whether it costs money"
    CHANNEL = "channel", "channel", "a way in which people reach a model"
    RELATION = "relation", "relation", "how a model was made from another"
    BASE = "base", "base model", "the model that this one was made from"
    LINEAGE = "lineage", "lineage", "the base model, its base model, and so on"
    FINDING = "finding", "finding", "something a person should look at; a finding changes no verdict"
    CONCLUSION = (
        "conclusion",
        "conclusion",
        "the judgement of a named person, where a definition leaves a question to people",
    )
    CONSEQUENCE = "consequence", "consequence", "what a user can do or may do, as far as the facts decide"
    OPENING = "opening", "improvement", "a change that would raise a verdict"
    EFFORT = (
        "effort",
        "effort",
        "an estimate of how much a change asks, from 1 (a sentence) to 9 (a new model); of several changes it is the sum",
    )
    LICENCE_RECORD = (
        "licence-record",
        "licence record",
        "the answers this tool has for one licence, with the clause for each",
    )
    SHELF = "shelf", "shelf", "the licence records and definitions this tool uses; a folder can add to them"
    POLICY = "policy", "policy", "what `openness check` asks of every release"
    VIOLATION = "violation", "violation", "a release does not keep a rule of the policy"
    EXCEPTION = "exception", "exception", "a violation that the policy allows, with a reason and an end date"
    BASELINE = "baseline", "baseline", "a file of old violations, which do not fail the check"
    CERTAIN = "certain", "certain", "the known facts prove this level"
    POSSIBLY = "possibly", "possibly", "the best result if every unknown fact turns out to be good news"
    NOT_STATED = "not-stated", "not stated", "no source says it"
    NOASSERTION = "NOASSERTION", "NOASSERTION", "SPDX's word for a value that nobody asserts: it is unknown"
    LICENCE_DATA = "licence-data", "licence data", "the records that the answers rest on; a report names their day"
    NOT_CHECKED = (
        "not-checked",
        "not checked by us",
        "whoever described the system did not look this part up, so it is unknown, and its maker may well have published it",
    )
    NATIVE_FILE = "native-file", "native file", "the file `openness.yaml`, which can state every fact of a release"
    ANCHOR = "anchor", "anchor", "a few words of a licence, quoted in its record to find a clause"
    OSI = (
        "OSI",
        "OSI",
        "the Open Source Initiative, which keeps a list of open-source licences and wrote a definition for AI",
    )
    SBOM = "SBOM", "SBOM", "a software bill of materials: a list of what something is made of, in SPDX or CycloneDX"
    SARIF = "SARIF", "SARIF", "a format for findings that code hosts show beside the lines they are about"
    NO_LEVEL = "no-level", "no level", "the known facts prove none of a definition's levels"
    NO_RULING = "no ruling", "no ruling", "the definition does not judge this release"
    NO_VERDICT = (
        "no verdict",
        "no verdict",
        "the definition gives a number or an answer for each part, and no yes or no",
    )


class Truth(Word):
    """The verdict of a system record on what somebody else says about the system."""

    RIGHT = "right", "right", "it is true"
    COARSE = "coarse", "coarse", "it is true, but it hides what matters"
    OUTDATED = "outdated", "outdated", "it was true once"
    WRONG = "wrong", "wrong", "it is not true"
    CATEGORY_ERROR = "category-error", "category error", "it is about something that is not a release"


class Likeness(Word):
    """How close a text is to the text of a known licence."""

    EXACT = "exact", "word for word", "the text has the words of the licence, and no others"
    SAME_WORDING = (
        "same-wording",
        "same wording",
        "the words that matter are those of the licence; the layout is another",
    )
    MODIFIED = "modified", "changed", "the text is the licence with words added, removed or changed"
    PARTIAL = "partial", "only a part", "the text is a part of the licence"
