"""`openness completion`: prints the script that completes verbs, options and their words in a shell.

All three scripts are made from the parser, so they know what it knows.
"""

import argparse
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from openness.cli.console import OK, write
from openness.cli.verbs import VERBS, shelf_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from openness.shelf.shelf import Shelf


class Option(NamedTuple):
    """One option, or the words that stand for themselves.

    Args:
        names: `--format`, or `-o` and `--output`; empty for the words.
        says: the help.
        value: the name of its value; empty for an option without one.
        words: the words its value may be; empty for a file or any text.
        several: several such words may follow each other.
    """

    names: tuple[str, ...]
    says: str
    value: str
    words: tuple[str, ...]
    several: bool = False


def options(verb: argparse.ArgumentParser) -> None:
    """Give a parser the verb's options."""
    verb.add_argument("shell", metavar="SHELL", choices=tuple(_SCRIPTS), help=", ".join(_SCRIPTS))


def run(call: argparse.Namespace) -> int:
    """Print the completion script of a shell; return the exit code."""
    from openness.cli.command_line import parser

    words = _words(shelf_of(call))
    top = parser()
    verbs = {
        name: tuple(_options(below, words))
        for action in top._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, below in action.choices.items()
    }
    write(_SCRIPTS[call.shell](tuple(_options(top, words)), verbs), "-")
    return OK


def _words(shelf: "Shelf") -> dict[str, tuple[str, ...]]:
    """The words that a value may be, by its name in the help."""
    from openness.evaluation.uses.use import uses
    from openness.policy.preset import names
    from openness.vocabulary.territories import COUNTRIES, UNIONS

    return {
        "TERRITORY": (*UNIONS, *sorted(COUNTRIES), *_countries()),
        "ID": tuple(shelf.definitions()),
        "NAME": tuple(names()),
        "USE": tuple(uses(shelf)),
        "LICENCE": tuple(id for id in shelf.licences() if not shelf.retired(id)),
    }


def _countries() -> Iterator[str]:
    """The names of countries as one word each: a shell parts a list of words at its blanks."""
    from openness.vocabulary.countries import english

    return ("-".join(re.findall(r"\w+", name)) for name, _ in english().values())


def _options(parser: argparse.ArgumentParser, words: dict[str, tuple[str, ...]]) -> Iterator[Option]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        value = "" if action.nargs == 0 else str(action.metavar or action.dest).strip("[]")
        choices = tuple(map(str, action.choices or words.get(value, ())))
        says = (action.help or "").replace("%%", "%")
        if action.option_strings or choices:
            yield Option(tuple(action.option_strings), says, value, choices, action.nargs in ("+", "*"))


# Scripts

Options = tuple[Option, ...]


def bash(top: Options, verbs: dict[str, Options]) -> str:
    """The script for bash."""
    values, plain = [], []
    for verb, found in {"": top, **verbs}.items():
        names = " ".join(name for option in found for name in option.names)
        words = [word for option in found if not option.names for word in option.words] if verb else verbs
        plain.append(f"        {verb or _EMPTY}) options='{names}' words='{' '.join(words)}' ;;")
        for option in found:
            if option.words and option.names:
                names = "|".join(f"{verb},{name}" for name in option.names)
                values.append(
                    f"        {names}) COMPREPLY=($(compgen -W '{' '.join(option.words)}' -- \"$cur\")); return ;;"
                )
        if taking := [
            f"{verb},{name}" for option in found if option.value and not option.words for name in option.names
        ]:
            values.append(f"        {'|'.join(taking)}) return ;;")
    return _BASH.format(verbs="|".join(verbs), values="\n".join(values), plain="\n".join(plain))


def zsh(top: Options, verbs: dict[str, Options]) -> str:
    """The script for zsh."""
    listed = "\n".join(f"        {_quoted(f'{verb}:{VERBS[verb]}')}" for verb in verbs)
    cases = []
    for verb, found in verbs.items():
        specs = [spec for option in found for spec in _zsh_specs(option)]
        lines = " \\\n".join(f"                    {_quoted(spec)}" for spec in (*specs, *_files(found)))
        cases.append(f"                {verb})\n                    _arguments -s \\\n{lines}\n                    ;;")
    specs = [spec for option in top for spec in _zsh_specs(option)]
    before = " \\\n".join(f"        {_quoted(spec)}" for spec in specs)
    return _ZSH.format(verbs=listed, before=before, cases="\n".join(cases))


def _zsh_specs(option: Option) -> Iterator[str]:
    says = re.sub(r"([\[\]:\\])", r"\\\1", option.says)
    value = option.value.replace(":", "\\:")
    action = f"({' '.join(option.words)})" if option.words else "_files"
    if not option.names:
        yield f"{'*' if option.several else '1'}:{value}:{action}"
    for name in option.names:
        yield f"*{name}[{says}]" + (f":{value}:{action}" if option.value else "")


def _files(found: Options) -> tuple[str, ...]:
    """A specification for the paths of a verb that takes any."""
    return () if any(not option.names for option in found) else ("*:path:_files",)


def fish(top: Options, verbs: dict[str, Options]) -> str:
    """The script for fish."""
    seen = " ".join(verbs)
    none, lines = f"not __fish_seen_subcommand_from {seen}", []
    for verb in verbs:
        lines.append(f"complete -c openness -n {_quoted(none)} -f -a {verb} -d {_quoted(VERBS[verb])}")
    for verb, found in {"": top, **verbs}.items():
        when = f"__fish_seen_subcommand_from {verb}" if verb else none
        for option in found:
            lines.append(f"complete -c openness -n {_quoted(when)} {_fish_names(option)} -d {_quoted(option.says)}")
    return "".join(f"{line}\n" for line in lines)


def _fish_names(option: Option) -> str:
    parts = [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names]
    if option.words:
        parts.append(
            f"-x -a {_quoted(' '.join(option.words))}" if parts else f"-f -a {_quoted(' '.join(option.words))}"
        )
    elif option.value:
        parts.append("-r")
    return " ".join(parts)


def _quoted(text: str) -> str:
    """A word for a shell: nothing in it is special."""
    return "'" + text.replace("'", "’") + "'"


_EMPTY = "''"
_BASH = """\
# bash completion of openness: eval "$(openness completion bash)"
_openness() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} verb= word options words
    COMPREPLY=()
    if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${{COMP_WORDS[COMP_CWORD-2]}}; fi
    for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        case $word in {verbs}) verb=$word; break ;; esac
    done
    case $verb,$prev in
{values}
    esac
    case $verb in
{plain}
    esac
    if [[ $cur == -* ]]; then words=$options; fi
    COMPREPLY=($(compgen -W "$words" -- "$cur"))
}}
complete -o bashdefault -o default -F _openness openness
"""
_ZSH = """\
#compdef openness
# zsh completion of openness: a file _openness in $fpath, or: source <(openness completion zsh)
_openness() {{
    local curcontext=$curcontext state line
    local -a verbs
    verbs=(
{verbs}
    )
    _arguments -C -s \\
{before} \\
        '1:verb:->verb' \\
        '*::argument:->rest'
    case $state in
        verb) _describe verb verbs ;;
        rest)
            case $words[1] in
{cases}
            esac
            ;;
    esac
}}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _openness "$@"; else compdef _openness openness; fi
"""
_SCRIPTS: dict[str, Callable[[Options, dict[str, Options]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
