"""Words that tell whose a licence is: what it is said to be of, and the words by which an author refers to it."""

#: Nouns for the weights of a model, at the end of what names them.
WEIGHTS = frozenset(
    "weight weights checkpoint checkpoints ckpt ckpts parameter parameters model models lora loras adapter adapters"
    " llm llms vlm vlms".split()
)
#: Nouns for what holds the weights, behind a word for them: “model files”.
HOLDERS = frozenset("file files binaries artifacts artefacts release releases variants family series card".split())
#: Words that make weights those of a part of a model.
PARTS = frozenset("autoencoder vae encoder decoder vocoder tokenizer unet u-net head tower projector embedding".split())
#: Nouns for code.
CODE = frozenset("code codebase codebases codes source script scripts implementation implementations software".split())
#: Nouns for what else of a project is not the weights.
BESIDE = frozenset(
    "sources library package"
    " packages toolkit framework notebook notebooks app application plugin api demo tool tools program training inference"
    " architecture architectures pipeline data dataset datasets corpus documentation docs paper images figures website".split()
)
#: Nouns for all of a project: its weights are among it where they lie there.
WHOLE = frozenset("repo repository project work everything repositories distribution folder directory release".split())
#: The same, of what is within one: “all files in this repository”.
WITHIN = frozenset("files file content contents material materials assets artifacts artefacts components parts".split())
#: Words before a noun that only say which of the author's own it is.
DETERMINERS = frozenset("the our this these all both its my every each any entire whole".split())
#: Words that make a model or weights those of somebody else.
OTHERS = frozenset(
    "base teacher original third-party third external upstream backbone backbones baseline baselines other"
    " others another foundation"
    " underlying previous imported downloaded dependent their respective competitor competing similar reward some most"
    " individual certain several converted pre-existing existing source parent official".split()
)
#: Words between what is licensed and the verb that change nothing.
ADVERBS = frozenset(
    "both all also now each jointly fully hereby publicly openly freely made being free open source"
    " open-source opensource and released"
    " licensed distributed available published provided shared offered permissively generously currently are is".split()
)
#: Words between the verb and what binds that change nothing.
PLACES = ADVERBS | frozenset(
    "or open-sourced covered here together with it in at from this the repo repository on hugging face"
    " huggingface github hub for everyone"
    " anyone to public community as commercial use any purpose purposes part of".split()
)
#: Words after which what an author refers to is not simply the licence that lies there.
TURNS = (
    r"modif\w*|restrict\w*|additional|non-?commercial|academic|except\w*|excluding|but|only|similar|like"
    r"|custom|different|separate\w*"
    r"|another|other|respective|various|specific|proprietary|dual|depend\w*|var(?:y|ies)|if|when|unless|until|not|no|n't"
    r"|addendum|amend\w*|certain|some|most|parts?|portions?"
)
#: Headings below which others' things are spoken of.
OF_OTHERS = (
    r"third[ -]part|compar|baseline|related|acknowledg|credit|\bthanks|dependenc|\bcit(?:e|ing|ation)"
    r"|reference|base model|upstream"
    r"|competitor|alternative|benchmark|(?:other|similar|supported|external|existing) (?:\w+ )?(?:models?"
    r"|projects?|works?|tools?)"
    r"|built (?:on|with)|\bbased on|model zoo of|inspir|changelog|history|what['’]?s new|news"
)
