"""The terms that a licence answers: rights that it grants, lists that it is on, and what follows from both."""

from openness.vocabulary.words import Word


class Term(Word):
    """One thing a licence may answer, phrased so that *met* is the more open."""

    sort: str

    def __init__(self, word: str, sort: str = "", label: str = "", says: str = "") -> None:
        """Keep the sort too: grant, list or derived."""
        super().__init__(word, label, says)
        self.sort = sort

    USE = "use", "grant", "use", "everyone who receives it may use it"
    STUDY = "study", "grant", "study", "everyone who receives it may study how it works"
    MODIFY = "modify", "grant", "change", "everyone who receives it may change it"
    SHARE = "share", "grant", "share", "everyone who receives it may pass it on"
    SHARE_MODIFIED = (
        "share-modified",
        "grant",
        "share changed copies",
        "everyone who receives it may share changed copies",
    )
    COMMERCIAL_USE = (
        "commercial-use",
        "grant",
        "commercial use",
        "everyone who receives it may use it commercially, with whatever duties that brings",
    )
    ANYONE = (
        "anyone",
        "grant",
        "use by anyone",
        "no limit by number of users, by revenue, or by class of person or business",
    )
    ANY_FIELD = (
        "any-field",
        "grant",
        "use for any purpose",
        "no forbidden field of use, no acceptable-use policy and no list of forbidden uses (RAIL)",
    )
    SAFETY_LIMITS_ONLY = (
        "safety-limits-only",
        "grant",
        "no limits but safety limits",
        "every limit on use is there for safety; a licence without limits meets this too",
    )
    EVERYWHERE = "everywhere", "grant", "use in every country", "everyone who receives it may use it in every territory"
    WITHOUT_ASKING = (
        "without-asking",
        "grant",
        "use without asking",
        "nobody must register, notify, apply or be approved first",
    )
    ROYALTY_FREE = "royalty-free", "grant", "free of charge", "nobody must pay for the rights"
    HOST = "host", "grant", "offer as a service", "everyone who receives it may offer it to others as a service"
    IRREVOCABLE = (
        "irrevocable",
        "grant",
        "rights for good",
        "the licensor cannot end the rights at will or change the terms alone",
    )
    PATENTS = "patents", "grant", "patent licence", "the grant covers the licensor's patents"
    OUTPUTS = (
        "outputs",
        "grant",
        "free use of outputs",
        "everyone may use what the model produces for any purpose, commerce included",
    )
    TRAIN_ON_OUTPUTS = (
        "train-on-outputs",
        "grant",
        "train models on outputs",
        "everyone may train other models on what this one produces",
    )
    RELICENSE = (
        "relicense",
        "grant",
        "other terms for derivatives",
        "everyone may share a derivative under other terms",
    )
    OSI_APPROVED = (
        "osi-approved",
        "list",
        "OSI-approved",
        "the licence is on the Open Source Initiative's list of approved licences",
    )
    FSF_FREE = (
        "fsf-free",
        "list",
        "free by the FSF's list",
        "the licence is on the Free Software Foundation's list of free licences",
    )
    OD_CONFORMANT = (
        "od-conformant",
        "list",
        "Open Definition conformant",
        "the licence is on the Open Definition's list of conformant licences",
    )
    DFSG_FREE = (
        "dfsg-free",
        "list",
        "free for Debian",
        "Debian considers the licence free under its Free Software Guidelines",
    )
    MOF_OPEN = (
        "mof-open",
        "list",
        "open for the MOF tool",
        "the Model Openness Framework's own tool counts the licence as open",
    )
    OPEN_LICENCE = (
        "open-licence",
        "derived",
        "open licence",
        "met by a licence on OSI's list, for weights, data and documents also on the Open Definition's; not met where its "
        "text denies a freedom; otherwise unknown",
    )
    OSI_APPROVED_TERMS = (
        "osi-approved-terms",
        "derived",
        "OSI-approved terms",
        "for parts OSI keeps no list for: met by a licence on OSI's list; not met where its text denies a freedom; "
        "otherwise unknown, for a licence on the Open Definition's list too",
    )
    OD_CONFORMANT_TERMS = (
        "od-conformant-terms",
        "derived",
        "terms that conform to the Open Definition",
        "met by a licence on the Open Definition's list; not met where that list refuses it or its text denies a freedom; "
        "otherwise unknown",
    )
    FSF_FREE_TERMS = (
        "fsf-free-terms",
        "derived",
        "terms that respect the four freedoms",
        "met by a licence the FSF lists as free; not met where the FSF lists it as nonfree or its text denies a freedom; "
        "otherwise unknown",
    )
    DFSG_FREE_TERMS = (
        "dfsg-free-terms",
        "derived",
        "terms free under Debian's guidelines",
        "met by a licence Debian considers free; not met where Debian considers it not free or its text denies a freedom; "
        "otherwise unknown",
    )


#: Denying any of these makes a licence not open (docs/reference/definition-file.md, “Terms”).
FREEDOMS = (
    Term.USE,
    Term.STUDY,
    Term.MODIFY,
    Term.SHARE,
    Term.SHARE_MODIFIED,
    Term.COMMERCIAL_USE,
    Term.ANYONE,
    Term.ANY_FIELD,
    Term.EVERYWHERE,
    Term.WITHOUT_ASKING,
    Term.ROYALTY_FREE,
    Term.HOST,
    Term.OUTPUTS,
    Term.TRAIN_ON_OUTPUTS,
)
#: The words for what a text itself grants or denies, and for the lists that others keep.
GRANTS = tuple(term for term in Term if term.sort == "grant")
LISTS = tuple(term for term in Term if term.sort == "list")
