package page

import (
	"fmt"
	"strings"
	"testing"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"readout/briefings"
	"readout/briefings/markup"
)

// open returns a page over Markdown, with the text and blocks that a store
// would give.
func open(md string, width int) *Page {
	text, blocks := markup.Parse(md).Text()
	p := New(md, text, blocks, DefaultStyle(true, true))
	p.SetWidth(width)
	return p
}

const sample = `# The Zemblan *corridor*

The **foreign minister** of Zembla, [Ada Orlova](https://zembla.example/orlova), said: "We will
open the corridor." She did not say when~~, or why~~.

- first point, which is long enough to be wrapped into two rows
- second
  1. inner
  2. inner 会談は成功した

> A quotation of two
> lines, wrapped at thirty cells.

| party | seats |
|:------|------:|
| Reds  | 12    |
| Blues of the northern valley | 3 |

---

    code	here
      indented
`

func TestLook(t *testing.T) {
	p := open(sample, 40)
	for _, row := range p.Paint(p.First(), 40, nil) {
		fmt.Println("|" + ansi.Strip(row))
	}
	for _, row := range p.Paint(p.First(), 5, []Layer{{Spans: []briefings.Span{{Start: 30, End: 60}}, Style: uv.Style{Bg: ansi.BasicColor(3)}, Over: true}}) {
		fmt.Println(strings.ReplaceAll(row, "\x1b", "^"))
	}
}
