"""The grammar of the command line: every command with its options, and one-line errors."""

import argparse
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

from explorer import __version__
from explorer.core.errors import UsageError
from explorer.core.models.request import DEFAULT_TIMEOUT, Algorithm, Method

PROGRAM = "request-explorer"


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line and an exit status, never an exit of the process."""

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """The options in ``words``. Raises UsageError, which names the help of the command that was meant."""
        options, unknown = self.parse_known_args(list(words))
        if unknown:
            meant = [PROGRAM, options.name, getattr(options, "deed", None)]
            raise UsageError(
                f"Unrecognized arguments: {' '.join(unknown)}.",
                hint=f"See `{' '.join(word for word in meant if word)} --help`.",
            )
        return options

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of leaving the process."""
        raise UsageError(f"{message[:1].upper()}{message[1:]}.", hint=f"See `{self.prog} --help`.")


def build_parser() -> Parser:
    """The whole grammar. A parsed command has ``command``, the name of its module in ``explorer.cli.commands``."""
    parser = Parser(
        prog=PROGRAM,
        description="Compose, sign and send Tencent Cloud API 3.0 actions. Without a command it opens the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument("--selftest", action="store_true", help="check this installation and exit")
    parser.add_argument("--verbose", action="store_true", help="say more on stderr; secrets are left out")
    parser.add_argument(
        "--sandbox", dest="window_sandbox", action="store_true", help="open the window with the practice endpoint"
    )
    commands = parser.add_subparsers(dest="name", metavar="COMMAND", parser_class=Parser)
    for name, module, help_text, configure in _COMMANDS:
        command = commands.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
        # SUPPRESS: a default here would overwrite a --verbose that stands before the command.
        command.add_argument("--verbose", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        command.set_defaults(command=module)
        configure(command)
    return parser


def command_module(name: str) -> Callable[..., int]:
    """The ``run(arguments, session)`` of a command; imported only now, so that other commands start fast."""
    run: Callable[..., int] = import_module(f"explorer.cli.commands.{name}").run
    return run


def _output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--query", metavar="JMESPATH", help="select from the whole body (its root holds Response)")
    parser.add_argument("--output", choices=("tree", "json", "table"), default="tree", help="how the answer is printed")


def _request(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("service", metavar="SERVICE", help="product short name, such as mqtt")
    parser.add_argument("action", metavar="ACTION", help="action name, such as DescribeInstanceList")
    parser.add_argument("--version", dest="api_version", default="", metavar="V", help="API version (YYYY-MM-DD)")
    parser.add_argument("--region", metavar="R", help="X-TC-Region; an empty one sends none")
    parser.add_argument("--profile", default="", metavar="P", help="whose key signs")
    parser.add_argument("--endpoint", default="", metavar="URL", help="host, or URL with scheme")
    parser.add_argument(
        "--params", metavar="JSON", help="the parameters: JSON, @FILE or @- (stdin); sent byte for byte"
    )
    parser.add_argument(
        "-p", dest="assignments", action="append", default=[], metavar="Name=Value", help="one parameter; A.0.B=v nests"
    )
    parser.add_argument("--method", type=str.upper, choices=[method.value for method in Method])
    parser.add_argument("--algorithm", type=_algorithm, default=Algorithm.TC3, metavar="ALGORITHM", help=_ALGORITHMS)
    parser.add_argument("--timestamp", type=int, metavar="T", help="epoch seconds to sign with")


def _send(parser: argparse.ArgumentParser) -> None:
    _request(parser)
    _output(parser)
    parser.add_argument("--timeout", type=_seconds, default=DEFAULT_TIMEOUT, metavar="S", help="seconds to wait")
    parser.add_argument("--anyway", action="store_true", help="send even what the local check refuses")
    parser.add_argument("--sandbox", action="store_true", help="send to a practice endpoint of this call's own")


def _sign(parser: argparse.ArgumentParser) -> None:
    _request(parser)
    parser.add_argument("--host", metavar="H", help="the Host to sign, as it will be sent")
    parser.add_argument("--nonce", type=int, metavar="N", help="Nonce of HmacSHA1 and HmacSHA256")
    parser.add_argument("--token", metavar="TOKEN", help="session token of a temporary key")
    parser.add_argument("--body", metavar="@FILE", help="a body to sign byte for byte")
    parser.add_argument("--query-string", metavar="TEXT", help="a query string to sign as it stands")
    parser.add_argument("--content-type", default="", metavar="CT")
    parser.add_argument("--signed-headers", metavar="LIST", help="names joined by ;")
    parser.add_argument("--unsigned-payload", action="store_true")
    parser.add_argument("--language", default="", metavar="L")
    parser.add_argument("--request-client", default="", metavar="TEXT")
    # Options of `send` that change nothing of a signature, so that a command line can be edited from one to the other.
    parser.add_argument("--timeout", type=_seconds, help=argparse.SUPPRESS)
    parser.add_argument("--anyway", action="store_true", help=argparse.SUPPRESS)


def _explain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="an error code, or - for any text on stdin")
    parser.add_argument("--service", default="", metavar="S")
    _json(parser)


def _actions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", metavar="QUERY", help="words of a name, a purpose or a parameter")
    parser.add_argument("--service", default="", metavar="S", help="only the actions of this product")
    parser.add_argument("--services", action="store_true", help="list the products instead")
    _json(parser)


def _action(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("service", metavar="SERVICE")
    parser.add_argument("action", metavar="ACTION")
    parser.add_argument("--version", dest="api_version", default="", metavar="V")
    _json(parser)


def _catalog(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(dest="deed", metavar="info|add", required=True, parser_class=Parser)
    _json(deeds.add_parser("info", help="what is known, and from which package", allow_abbrev=False))
    add = deeds.add_parser("add", help="add a newer or another package", allow_abbrev=False)
    add.add_argument("wheel", metavar="FILE.whl")


def _sandbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=0)
    parser.add_argument("--secret-id", default="", metavar="I", help="a practice key, never a real one")
    parser.add_argument("--secret-key", default="", metavar="K", help="a practice key, never a real one")
    parser.add_argument("--fault", action="append", default=[], metavar="NAME[=VALUE]", help="a fault for every call")


def _profile(parser: argparse.ArgumentParser) -> None:
    deeds = parser.add_subparsers(
        dest="deed", metavar="list|add|default|remove|import", required=True, parser_class=Parser
    )
    _json(deeds.add_parser("list", help="names and labels, no credentials; which is the default", allow_abbrev=False))
    add = deeds.add_parser("add", help="secrets come from a prompt, or from stdin as lines", allow_abbrev=False)
    add.add_argument("profile", metavar="NAME")
    add.add_argument("--region", default="", metavar="R")
    add.add_argument("--label", default="", metavar="TEXT")
    add.add_argument("--read-only", action="store_true", help="refuse every action that may change something")
    default = deeds.add_parser("default", help="the profile to take where none is named", allow_abbrev=False)
    default.add_argument("profile", metavar="NAME")
    deeds.add_parser("remove", help="forget a profile", allow_abbrev=False).add_argument("profile", metavar="NAME")
    deeds.add_parser("import", help="from ~/.tencentcloud and ~/.tccli into the keyring", allow_abbrev=False)


def _show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a saved answer or JSON document, or - for stdin")
    _output(parser)


def _run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="saved requests, or folders of them")
    parser.add_argument("--report", type=_report, metavar="junit=FILE")
    parser.add_argument("--region", metavar="R")
    parser.add_argument("--profile", default="", metavar="P")
    parser.add_argument("--endpoint", default="", metavar="URL")
    parser.add_argument("--sandbox", action="store_true", help="send to a practice endpoint of this call's own")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


_ALGORITHMS = ", ".join(algorithm.value for algorithm in Algorithm)


def _algorithm(text: str) -> Algorithm:
    for algorithm in Algorithm:
        if algorithm.value.lower() == text.lower():
            return algorithm
    raise argparse.ArgumentTypeError(f"{text!r} is none of {_ALGORITHMS}")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds")
    return seconds


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port (0 to 65535; 0 takes a free one)")
    return int(text)


def _report(text: str) -> str:
    kind, equals, path = text.partition("=")
    if kind != "junit" or not equals or not path:
        raise argparse.ArgumentTypeError(f"{text!r} is not junit=FILE")
    return path


_COMMANDS: tuple[tuple[str, str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    ("send", "send", "Compose, sign and send one action; the answer goes to stdout.", _send),
    ("sign", "sign", "Sign one action without sending it; print every step as JSON.", _sign),
    ("explain", "explain", "Say what an error code means, what causes it and what to check.", _explain),
    ("actions", "actions", "Search the actions of every product.", _actions),
    ("action", "action", "Show one action's parameters, documents and examples.", _action),
    ("catalog", "catalog", "Say what the catalogue holds, or add a package to it.", _catalog),
    ("sandbox", "sandbox", "Run the practice endpoint until it is interrupted.", _sandbox),
    ("profile", "profile", "Keep credentials in the OS keyring.", _profile),
    ("show", "show", "Read a saved answer or any JSON document.", _show),
    ("run", "run_saved", "Send saved requests, or whole collections.", _run),
)
