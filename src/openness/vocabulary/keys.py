"""The keys of JSON and of policy files that no other list has: `openness explain` reads them, and nothing rests on them."""

from openness.vocabulary.words import Word


class Key(Word):
    """A key of what `openness` prints as JSON, or of a policy file; people read its label where a report prints the same."""

    ABOUT = "about", "about", "the fact that a claim, or a person's conclusion, is about"
    ADDRESS = "address", "address", "where a text can be read"
    AFTER = "after", "after", "what a text, a fact or a verdict says in the later of two states"
    ALIKE = "alike", "alike", "the licences with the same answers"
    ALLOW = "allow", "allow", "in a policy: the licences and findings that it lets pass"
    APPEARED = "appeared", "appeared", "rows that the later of two tables has and the earlier has not"
    ASKED = "asked", "asked", "the licence and the clause that ask for what is missing"
    ASKED_FOR_BY = "asked for by", "asked for by", "the definitions that ask for this word"
    BASE_MODELS = "base-models", "base models", "the models that a release was made from, each with its terms"
    BEFORE = "before", "before", "what a text, a fact or a verdict says in the earlier of two states"
    BY = "by", "by", "the person who came to a conclusion"
    CALLER = "caller", "caller", "whoever asks whether they may: their users, revenue and country"
    CATEGORY = "category", "category", "the sort of a licence, such as permissive or copyleft"
    CHANGES = "changes", "changes", "the single changes that together make one improvement"
    CHECK = "check", "check", "in a policy: what it asks of every release"
    CHECKED = "checked", "checked", "the day on which somebody looked at the source of a claim"
    CHOSEN = "chosen", "chosen", "a duty holds for whoever chooses the licence, where several are offered"
    CITES = "cites", "cites", "the place in the published text that a criterion comes from"
    CLAUSES = "clauses", "clauses", "the places in licences that an answer rests on"
    COLUMN = "column", "column", "the name of a column of a table"
    COLUMNS = "columns", "columns", "where in its line a claim begins and ends"
    CONDITION = "condition", "condition", "the number past which alone a duty is asked"
    CONFIDENCE = "confidence", "confidence", "how sure the author of a record is of a claim"
    CONFLICTS = "conflicts", "conflicts", "licences of rows that do not go together with a base model's"
    CONSEQUENCES = "consequences", "consequences", "what a user can do and may do, as far as the facts decide"
    COPYRIGHTS = "copyrights", "copyrights", "copyright statements, each as its owner words it"
    DATED = "dated", "dated", "the day of a text"
    DEPENDS_ON = "depends-on", "depends on", "what the caller may state to decide an unknown answer"
    DIFFERENCES = "differences", "differences", "the words that a text has beside a licence's, or lacks"
    EXAMPLES = "examples", "examples", "the first ids of those that a count is of"
    EXCLUDE = "exclude", "exclude", "in a policy: files and folders that are left out, as in a `.gitignore`"
    EXCUSE = "excuse", "excuse", "the older name of the reason of an exception"
    EXCUSED = "excused", "excused", "violations that an exception or the baseline lets pass"
    FACTS = "facts", "facts", "what is known of a release now and was not before, or the other way round"
    FAIL_ON = "fail-on", "fail on", "in a policy: the level from which findings fail the check"
    FIELDS = "fields", "fields", "how many rows changed in each column that is compared"
    FILE = "file", "file", "the policy file"
    FIRST_MISSING = "first-missing", "first missing", "the numbers of the first rows without an id"
    FIRST_REJECTED = "first-rejected", "first rejected", "the first rows that cannot be used, each with its reason"
    FIRST_REPEATED = "first-repeated", "first repeated", "the first rows whose id an earlier row has"
    FORBID = "forbid", "forbid", "in a policy: the licences and findings that fail the check"
    GRANTS = "grants", "grants", "what a licence allows, term by term"
    HELP = "help", "fix", "what to do about a finding, a violation or a problem"
    ID = "id", "id", "the name by which one record, definition or criterion is meant"
    IDS = "ids", "ids", "the rows that no id tells apart"
    IN = "in", "in", "the country of whoever asks, as a code of ISO 3166-1, `EU` or `EEA`"
    ITEM = "item", "item", "one of several things of a part, by its name, such as one data set"
    ITEMS = "items", "items", "the several things of a part, such as its data sets"
    KIND = "kind", "kind", "how close a text is to a licence, in a word"
    KNOWN_AS = "known-as", "known as", "every other spelling of a licence's name"
    LABEL = "label", "label", "a word as people read it"
    LACK = "lack", "lack", "what a notice misses, as a word"
    LIKENESS = "likeness", "likeness", "how much of a text and a licence is the same, from 0 to 1"
    LINE = "line", "line", "the number of a line in a file, from 1"
    LINES = "lines", "lines", "the first and the last line of a text within a file"
    LISTED = "listed", "listed", "the lists of licences that have this one"
    LOCKED = "locked", "locked", "true where `openness.lock` names the model or data set"
    UNNAMED = "unnamed", "unnamed", "the calls in code that ask for a model or a data set and do not show which"
    PLACEHOLDER = (
        "placeholder",
        "placeholder",
        "true where a name stands there that examples have in place of a real one",
    )
    MADE_FOR = "made-for", "made for", "what the text of a licence itself covers: weights, code, data or documents"
    MATCHES = "matches", "matches", "the licences that a text is like, the nearest first"
    MESSAGE = "message", "message", "what was found, in a sentence"
    MISSING = "missing", "missing", "what would have to be known for an answer"
    MOVES = "moves", "moves", "how many rows went from one level to another"
    NAME = "name", "name", "what a release or a thing is called"
    NEAREST = "nearest", "nearest", "the known name that is most like an unknown one"
    NEW = "new", "new", "the later of two states"
    NOT_ASKED = (
        "not-asked",
        "not asked",
        "rules of a policy for models where the release is a data set, or for data sets where it is a model",
    )
    NOT_EXCLUDED = (
        "not-excluded",
        "not excluded",
        "the caller says that they belong to no class of people or businesses that a licence excludes",
    )
    OF = "of", "of", "whose or what it is about: a part, a release or one of its base models"
    OLD = "old", "old", "the earlier of two states"
    ON = "on", "on", "the day of a conclusion"
    OP = "op", "op", "what makes a text differ: words are added, removed or replaced"
    OPENINGS = "openings", "improvements", "the changes that would raise a verdict"
    OPENNESS = "openness", "openness", "in a native file: the version of its form"
    ORIGIN = "origin", "origin", "who described a system: source, day and sureness of a claim of the catalogue"
    OUTBOUND = "outbound", "outbound", "the licence under which the whole may be passed on"
    OUTPUT = "output", "output", "the file that a scan writes"
    OWNER = "owner", "owner", "the person or team that answers for an exception"
    PASSES = "passes", "passes", "true where a release keeps every rule of the policy"
    PATH = "path", "path", "in a policy: rules for the releases of one folder"
    PERMISSIONS = "permissions", "permissions", "the uses that were asked about, each with its answer"
    POLICIES = "policies", "policies of use", "the policies that a licence makes part of itself, each with its address"
    PROBLEMS = "problems", "problems", "what could not be used, with the reason and the place"
    PRODUCER = "producer", "producer", "whoever makes a release"
    QUOTE = "quote", "quote", "the words of a source that a claim rests on"
    REACHES = "reaches", "reaches", "the level that a change leads to"
    READ = "read", "read", "the files that the facts of a release come from"
    REASONS = "reasons", "reasons", "the reasons for an answer, each once with the parts or licences that it is about"
    REJECTED = "rejected", "rejected", "rows that cannot be used; they are kept aside with their numbers"
    REPEATED = "repeated", "repeated", "rows whose id an earlier row has"
    REPLACED = "replaced", "replaced", "the shipped records that a folder of records replaces"
    REQUIRE = "require", "require", "in a policy: the level that a release reaches under each definition"
    REQUIRE_TERMS = "require-terms", "required terms", "in a policy: what the licences must grant"
    REQUIRE_USES = "require-uses", "required uses", "in a policy: the uses that must be allowed"
    RESULTS = "results", "results", "one entry for each release or text"
    REVENUE = "revenue", "revenue", "the caller's US dollars a year, which decide a licence's limit by revenue"
    REVISION = "revision", "revision", "the branch, tag or commit of a model that code asks for"
    ROWS = "rows", "rows", "how many rows a table has"
    RULE = "rule", "rule", "one thing that a policy asks, by the name that an exception uses"
    SAYS = "says", "says", "a word, a criterion or a duty in one line"
    SHA256 = "sha256", "sha256", "the checksum of a file, which ends an exception when the file changes"
    SHELVES = "shelves", "shelves", "in a policy: folders with further licence records and definitions"
    SORT = "sort", "sort", "which of several things an entry is"
    SOURCE = "source", "source", "the file, folder or address as the user gave it"
    STATE = "state", "state", "whether a fact is known, disputed or not stated"
    STATEMENT = "statement", "statement", "one consequence, in a sentence"
    STEWARD = "steward", "steward", "whoever writes a licence's text and may publish a new version"
    SUBJECT = "subject", "subject", "what a release is, a model or a data set; of a violation, what it is known by"
    SURE = "sure", "sure", "how sure it is that code loads a model: `literal`, `constant` or `guess`"
    TEXTS = "texts", "texts", "the licence texts that a use asks to read"
    TOOL = "tool", "tool", "the version of `openness`"
    UNKNOWN_LICENCES = (
        "unknown-licences",
        "unknown licences",
        "names of licences that no record has, the most frequent first",
    )
    UNCLEAR = (
        "unclear",
        "unclear",
        "the terms on which the text of a licence contradicts itself, or can be read in two ways",
    )
    UNREAD = "unread", "not read", "the files that were found and of which nothing is taken"
    UNREAD_COLUMNS = (
        "unread-columns",
        "unread columns",
        "columns of a table that are not read, and are none of the Hub's own",
    )
    UNTIL = "until", "until", "the day on which an exception ends"
    URL = "url", "address", "where a text can be read"
    VALUE = "value", "value", "what a fact or a claim says"
    VALUES = "values", "values", "what a detail says, each value once"
    VANISHED = "vanished", "vanished", "rows that the earlier of two tables has and the later has not"
    VIOLATIONS = "violations", "violations", "the rules of a policy that a release does not keep"
    WARNINGS = "warnings", "warnings", "findings that do not fail the check"
    WHAT = "what", "what", "the thing that a notice names"
    WHEN = "when", "when", "the acts with which a duty falls due"
    WHY = "why", "why", "the rule or the reason behind a violation"
    WORD = "word", "word", "one word of a closed list"
    WRITTEN = "written", "written", "the words of the file itself, before they are resolved"
