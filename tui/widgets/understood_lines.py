"""Under the capture line: how it is understood, and what there is to say."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Echo(Widget):
    """Two lines: how the line is understood, as it is typed; and the message of the moment."""

    understood: reactive[Content] = reactive(Content(""))
    message: reactive[Content] = reactive(Content(""))

    def __init__(self) -> None:
        super().__init__(id="echo")

    def render(self) -> Content:
        """Both lines, each cut off at the edge; where there is no message, the first has room for two."""
        width = max(1, self.size.width)
        first = self.understood
        if not self.message and (lines := first.wrap(width))[1:]:
            first, second = lines[0], Content(" ").join(lines[1:])
            return Content("\n").join(
                [line.stylize_before("$quiet").truncate(width, ellipsis=True) for line in (first, second)]
            )
        first = first.truncate(width, ellipsis=True)
        second = Content.styled(self.message.plain, "$warning") if not self.message.spans else self.message
        return Content("\n").join([first.stylize_before("$quiet"), second.truncate(width, ellipsis=True)])
