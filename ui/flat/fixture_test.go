package flat

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/briefings/query"
	"readout/store"
	"readout/ui/cells"
)

// shelf is a library on disk as the flat mode sees it.
type shelf struct{ *store.Desk }

func (s shelf) Find(ctx context.Context, q query.Query, o briefings.Order, limit, offset int) ([]briefings.Briefing, error) {
	return s.Desk.Find(ctx, store.Filter{Query: q, Order: o, Limit: limit, Offset: offset})
}

func (s shelf) Notes(ctx context.Context, q query.Query, o briefings.Order) ([]briefings.Noted, error) {
	return s.Annotations(ctx, store.Filter{Query: q, Order: o})
}

func (s shelf) Ledger(ctx context.Context, q query.Query, o briefings.Order, f func([]briefings.Said) error) error {
	return s.Desk.Ledger(ctx, store.Filter{Query: q, Order: o}, f)
}

var _ Library = shelf{}

// The states, persons and agencies are invented.
const (
	visit = `# Torvan receives Verrel

The President of Ostravia, Mila Torvan, received the Foreign Minister of Kelland, Jonas Verrel, in Port Sarn on Tuesday. They met for two hours.

“We have agreed to open the Sel bridge before winter,” Torvan said. “Nobody in the valley should wait another year.”

## The works

Verrel welcomed the decision and said that Kelland would pay for half of the works. He thanked the President. The [treaty](https://wire.example/treaty) stands.

| Part | Cost |
|------|------|
| Deck | 4 million |

- Deck before winter.
- Piers in spring.

> The valley waits.

Torvan added that the Sel bridge would carry freight first.
`
	call = `President Torvan spoke today with Prime Minister Kwasi Adu of Benara.

The leaders discussed grain shipments and the Sel bridge.
`
	ferry = `MS. ARLO: Good morning.

Q: Is there news on the ferry talks?

MS. ARLO: There is not.
`
)

func now() time.Time { return time.Date(2031, 5, 20, 12, 0, 0, 0, time.UTC) }

// library returns a library of three briefings.
func library(t *testing.T) shelf {
	t.Helper()
	lib := shelf{store.New(filepath.Join(t.TempDir(), "lib"), store.Options{}).Desk()}
	add := func(d briefings.Details, md string, analyse func(text string) briefings.Analysis) {
		text, blocks := markup.Parse(md).Text()
		im := briefings.Import{
			Details: d, Identity: briefings.TextIdentity(text), Original: []byte(md), Format: "markdown", Markdown: md, Text: text, Blocks: blocks,
		}
		if analyse != nil {
			im.Analysis = analyse(text)
		}
		if _, err := lib.Import(t.Context(), []briefings.Import{im}); err != nil {
			t.Fatal(err)
		}
	}
	add(briefings.Details{
		Title: "Torvan receives Verrel", Source: "Ostravia Wire", URL: "https://wire.example/torvan-verrel",
		Published: "2031-05-17", Kind: briefings.KindNews, Lang: "en", Tags: []string{"sel"},
	}, visit, analysed)
	add(briefings.Details{Title: "Call with Benara", Source: "Office of the President", Published: "2031-05-15", Kind: briefings.KindReadout, Lang: "en"}, call, nil)
	add(briefings.Details{Title: "Press briefing", Source: "MFA", Published: "2031-05-13", Kind: briefings.KindTranscript, Lang: "en"}, ferry, nil)
	return lib
}

// analysed is what is found in visit.
func analysed(text string) briefings.Analysis {
	span := func(s string) briefings.Span {
		i := strings.Index(text, s)
		return briefings.Span{Start: i, End: i + len(s)}
	}
	torvan := briefings.Speaker{ID: "mila-torvan", Name: "Mila Torvan", Kind: briefings.Person, Role: "President", Country: "Ostravia"}
	verrel := briefings.Speaker{ID: "jonas-verrel", Name: "Jonas Verrel", Kind: briefings.Person, Role: "Foreign Minister", Country: "Kelland"}
	said := func(k briefings.StatementKind, p *briefings.Speaker, source, cue string, content ...briefings.Span) briefings.Statement {
		return briefings.Statement{
			Kind: k, Speaker: briefings.Source{Name: p.Name, ID: p.ID, Span: span(source)}, Speakers: []briefings.Party{{Name: p.Name, ID: p.ID}},
			Cue: span(cue), Content: content, Topics: []string{"sel-bridge"}, Grounds: "surname", Confidence: 0.9,
		}
	}
	return briefings.Analysis{
		Version: 1, People: []briefings.Speaker{torvan, verrel},
		Statements: []briefings.Statement{
			said(briefings.Direct, &torvan, "Torvan said", "said",
				span("“We have agreed to open the Sel bridge before winter,”"), span("“Nobody in the valley should wait another year.”")),
			said(briefings.Indirect, &verrel, "Verrel welcomed", "welcomed", span("that Kelland would pay for half of the works")),
			said(briefings.Indirect, &torvan, "Torvan added", "added", span("that the Sel bridge would carry freight first")),
		},
		Topics: []briefings.Topic{{
			ID: "sel-bridge", Label: "Sel bridge", Kind: briefings.TopicTheme,
			Mentions: []briefings.Span{span("Sel bridge"), {Start: strings.LastIndex(text, "Sel bridge"), End: strings.LastIndex(text, "Sel bridge") + 10}},
		}},
	}
}

// typed gives lines one by one and writes each behind its prompt.
type typed struct {
	lines []string
	out   *bytes.Buffer
}

func (r *typed) Read(p []byte) (int, error) {
	if len(r.lines) == 0 {
		return 0, io.EOF
	}
	l := r.lines[0] + "\n"
	r.lines = r.lines[1:]
	r.out.WriteString(l)
	return copy(p, l), nil
}

// play types lines and returns what stands on the terminal.
func play(t *testing.T, lib Library, change func(*Options), lines ...string) string {
	t.Helper()
	var out bytes.Buffer
	o := Options{Library: lib, Now: now, Actions: actions()}
	if change != nil {
		change(&o)
	}
	if err := Run(t.Context(), o, &typed{lines, &out}, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// actions pretend.
func actions() Actions {
	return Actions{
		Export: func(_ context.Context, ids []string, dir string, _ func(int, int)) (string, error) {
			if dir == "/nowhere" {
				return "", errors.New("no such folder")
			}
			return cells.Count(len(ids), "file") + " written to " + dir, nil
		},
		Import: func(_ context.Context, paths []string, progress func(int, int, string)) (string, bool, error) {
			progress(1, 1, "added  "+strings.Join(paths, "|"))
			return "1 added", true, nil
		},
		Browse:        func(string) error { return nil },
		Copy:          func(string) error { return nil },
		RemoveSamples: func(context.Context) (string, error) { return "samples removed", nil },
	}
}
