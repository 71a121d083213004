package flat

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/exp/golden"

	"readout/briefings"
	"readout/briefings/markup"
	"readout/briefings/query"
)

// sessions are played line by line; the goldens are what stands on the terminal.
var sessions = []struct {
	name  string
	lines []string
}{
	{"reading", []string{
		"portion 3", "1", "", "where", "next sentence", "n", "previous sen", "again", "next paragraph", "p paragraph", "from 3", "next statement", "n", "n",
		"previous statement", "next speaker", "previous speaker", "next speaker verrel", "next speaker nobody", "next topic", "next topic sel", "next topic x",
		"next heading", "headings", "headings 1", "next link", "links", "links 1", "next note", "next match", "find sel bridge", "n", "n", "return", "return",
		"find nowhere", "next s", "next x", "rest", "", "text", "voices on", "from 3", "wrap 40", "again", "wrap off", "next briefing", "next briefing", "next briefing", "previous briefing",
		"quit", "never",
	}},
	{"place", []string{"portion 2", "1", "", "go", "remember", "remember a", "", "go a", "go b", "go", "return", "list", "1", "next briefing", "2", "quit"}},
	{"saying", []string{"speakers", "topics", "1", "statements", "statements torvan", "statements 2", "who", "statements nobody", "statements 9", "speakers", "topics", "from 1", "who", "voices maybe"}},
	{"ledger", []string{
		"ledger", "1", "list", "ledger speaker:torvan", "2", "where", "ledger", "where", "99", "next", "statements", "ledger nonsense:x", "ledger speaker:nobody",
		"speaker", "speaker nobody", "speaker verrel", "1", "topic", "topic sel", "topic nothing", "list", "quit",
	}},
	{"marks", []string{
		"highlight x", "mark", "1", "highlight Nobody in the valley", "note seen", "note again", "highlight Sel bridge", "2", "highlight Sel bridge", "notes", "highlight the", "",
		"next statement", "mark st 2", "mark sentence nine", "mark pa", "colour", "colour 3", "colour 3 is concession", "colour conc", "colour 4 is concession", "colour 9",
		"mark from They met to two hours", "mark from x to y", "note", "first line", "  second *line*", ".", "remark on the whole", "note 2: added to two", "note 99: x", "notes 2", "next note",
		"tag water, follow-up on note 1", "untag water on note 1", "edit note 1", "rewritten", ".", "redraw 1 Verrel welcomed", "redraw 1", "unmark 1", "undo", "redo", "undo 2", "notes", "unmark 99", "mark match", "find freight", "mark match",
		"copy", "copy sentence without citation", "copy x", "cite", "quit",
	}},
	{"library", []string{
		"filter bogus:x", "filter sel", "1", "next match", "filter tag:nothing", "filter", "sort title", "sort size", "list", "star 1-2", "unstar 1 to 2", "star 9", "star x", "star",
		"tag water, #border on all", "tags", "rename water to river", "rename nothing to x", "rename x", "untag river on 1", "unread", "read all", "unread", "undo", "mark unread all", "mark read 1", "info 1",
		"open call", "info", "star", "tag x", "edit title Call with Benara and Kelland", "edit date nonsense", "edit", "", "Office", "", "", "gossip", "readout", "", "edit", ".", "undo 3",
		"browse", "export", "/tmp/notes", "export /nowhere", "list", "export on all", "remove 1", "no", "remove 1", "yes", "undo", "undo 100", "redo x",
		`import "a b" c`, "samples add", "samples", "samples remove", "reload", "messages", "", "", "help", "help next", "help no", "h", "help all", "", "", "", "quit",
	}},
	{"corrections", []string{
		"correct", "1", "correct", "correct speaker X", "next statement", "correct speaker", "correct speaker jonas verrel; Eva Moor", "who", "undo", "who", "next statement",
		"correct rename Jonas Verrel, MP", "statements", "correct merge Mila Torvan", "statements", "undo 2", "correct split", "who", "undo", "correct dismiss", "statements", "undo",
		"correct add Eva Moor: The valley waits", "correct add Eva Moor", "correct add Eva Moor: nothing of this", "statements", "correct alias customs of no topic",
		"correct alias the works of Sel bridge", "topics", "undo", "topics", "messages", "quit",
	}},
	{"notes", []string{
		"all notes", "1", "mark sentence", "note *first*", "tag border on note", "list", "highlight Kelland would pay", "colour 2", "remark whole", "all notes", "all notes by tag", "all n by colour", "all notes by speaker", "all notes by moon",
		"all notes tag:border", "1", "all notes", "note 1: more", "tag x on note 2", "where", "unmark 3", "99", "next", "statements", "all x", "list", "quit",
	}},
}

func TestSessions(t *testing.T) {
	for _, s := range sessions {
		t.Run(s.name, func(t *testing.T) {
			out := play(t, library(t), nil, s.lines...)
			plain(t, out)
			golden.RequireEqual(t, out)
		})
	}
}

// plain fails when something is printed that is neither text nor a line feed.
func plain(t *testing.T, out string) {
	t.Helper()
	if i := strings.IndexFunc(out, func(r rune) bool {
		return r != '\n' && unicode.IsControl(r) || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
	}); i >= 0 {
		t.Errorf("a control character is printed: %q", out[max(i-40, 0):min(i+40, len(out))])
	}
	for _, r := range "│─┌└█▸●•" {
		if strings.ContainsRune(out, r) {
			t.Errorf("%q is printed, a decoration", r)
		}
	}
}

// TestHostile: whatever a library holds and whatever is typed, text comes out.
func TestHostile(t *testing.T) {
	const evil = "\x1b[31m\x07\u202eevil\u2066\x9b2J\r\n\x00"
	lib := library(t)
	rows, err := lib.Find(t.Context(), query.Query{}, briefings.Order{By: briefings.ByPublished}, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	bad := hostileLibrary{lib, evil}
	lines := []string{
		evil, "1", "help " + evil, "next " + evil, "next speaker " + evil, "find " + evil, "statements", "who", "next statement", "who", "where", "topics", "speakers",
		"mark sentence", "note " + evil, "tag " + evil, "tag a" + evil + " on note", "notes", "colour " + evil, "colour 1 is " + evil, "edit title " + evil, "copy", "cite", "info", "open " + evil,
		"filter " + evil, "filter", "sort " + evil, "all notes", "all notes by " + evil, "list", "undo", "messages", "links", "links 1", "rename a to " + evil, "remove 1", evil, "export " + evil,
	}
	var split []string
	for _, l := range lines {
		split = append(split, strings.ReplaceAll(l, "\n", " "))
	}
	var out bytes.Buffer
	o := Options{Library: bad, Now: now, Actions: actions(), Query: evil}
	if err := Run(t.Context(), o, strings.NewReader(strings.Join(split, "\n")), &out); err != nil {
		t.Fatal(err)
	}
	plain(t, out.String())
	if len(rows) != 3 || !strings.Contains(out.String(), "evil") {
		t.Error("nothing hostile was shown")
	}
}

// hostileLibrary puts a text wherever a document has one.
type hostileLibrary struct {
	shelf

	evil string
}

func (l hostileLibrary) Find(ctx context.Context, q query.Query, o briefings.Order, limit, offset int) ([]briefings.Briefing, error) {
	rows, err := l.shelf.Find(ctx, q, o, limit, offset)
	for i := range rows {
		l.spoil(&rows[i])
	}
	return rows, err
}

func (l hostileLibrary) spoil(b *briefings.Briefing) {
	b.Title, b.Source, b.URL, b.Tags = l.evil, l.evil, "https://x.example/"+l.evil, []string{l.evil}
	b.Published, b.Kind = briefings.Date(l.evil), briefings.Kind(l.evil)
}

func (l hostileLibrary) Article(ctx context.Context, id string) (briefings.Article, error) {
	a, err := l.shelf.Article(ctx, id)
	l.spoil(&a.Briefing)
	for i := range a.Analysis.Statements {
		s := &a.Analysis.Statements[i]
		s.Kind, s.Grounds, s.Topics = briefings.StatementKind(l.evil), l.evil, []string{l.evil}
		s.Speakers = []briefings.Party{{Name: l.evil, ID: "x"}}
		s.Content = append(s.Content, briefings.Span{Start: -3, End: 1 << 30})
	}
	for i := range a.Analysis.Topics {
		a.Analysis.Topics[i].Label, a.Analysis.Topics[i].Kind = l.evil, l.evil
		a.Analysis.Topics[i].Mentions = append(a.Analysis.Topics[i].Mentions, briefings.Span{Start: 5, End: 1 << 30})
	}
	return a, err
}

// TestEnds: the end of the input and of the program keep the place, and what
// was being written.
func TestEnds(t *testing.T) {
	lib := library(t)
	out := play(t, lib, func(o *Options) { o.Portion = 2 }, "1", "mark paragraph", "note", "half a note")
	if !strings.HasSuffix(out, "\n") {
		t.Error("the prompt of the shell would stand behind ours")
	}
	rows, _ := lib.Find(t.Context(), query.Query{}, briefings.Order{By: briefings.ByPublished}, 0, 0)
	a, err := lib.Article(t.Context(), rows[0].ID)
	if err != nil || a.Place == 0 || len(a.Annotations) != 1 || a.Annotations[0].Text != "half a note" {
		t.Errorf("place %d, notes %+v, %v", a.Place, a.Annotations, err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Run(ctx, Options{Library: lib, Now: now}, blocking{}, &bytes.Buffer{}); err != nil {
		t.Error(err)
	}
}

// TestRemembers: how one wants to be read to, and the names of colours, are
// there the next time.
func TestRemembers(t *testing.T) {
	lib := library(t)
	play(t, lib, nil, "voices on", "wrap 30", "portion 2", "colour 2 is position", "quit")
	out := play(t, lib, nil, "voices", "wrap", "portion", "colour", "1")
	if !strings.Contains(out, "Heading: Torvan receives\nVerrel") {
		t.Error("lines are not broken")
	}
	out = strings.Join(strings.Fields(out), " ")
	for _, want := range []string{"voices is on;", "wrap is on;", "2 lines are read at a time", "2. position"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in:\n%s", want, out)
		}
	}
}

// blocking is a terminal at which nobody types.
type blocking struct{}

func (blocking) Read([]byte) (int, error) { select {} }

// TestCancelled: a program that is told to end while it reads keeps the place.
func TestCancelled(t *testing.T) {
	lib := library(t)
	ctx, cancel := context.WithCancel(t.Context())
	in := &cancelling{lines: []string{"portion 2\n", "1\n"}, cancel: cancel}
	if err := Run(ctx, Options{Library: lib, Now: now}, in, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	rows, _ := lib.Find(t.Context(), query.Query{}, briefings.Order{By: briefings.ByPublished}, 0, 0)
	if rows[0].Place == 0 {
		t.Error("the place is lost")
	}
}

// cancelling types lines, then ends the program and nothing more comes.
type cancelling struct {
	lines  []string
	cancel context.CancelFunc
}

func (r *cancelling) Read(p []byte) (int, error) {
	if len(r.lines) == 0 {
		r.cancel()
		select {}
	}
	n := copy(p, r.lines[0])
	r.lines = r.lines[1:]
	return n, nil
}

// broken fails to write.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("gone") }

func TestOutputGone(t *testing.T) {
	if err := Run(t.Context(), Options{Library: library(t), Now: now}, strings.NewReader("1\n"), broken{}); err == nil {
		t.Error("an output that is gone is no error")
	}
}

func TestPieces(t *testing.T) {
	if got, err := numbers("1 3-5, 2 to 3", 5); err != nil || len(got) != 5 {
		t.Errorf("numbers: %v, %v", got, err)
	}
	for _, bad := range []string{"0", "6", "x", "3-2", "", "1-"} {
		if got, err := numbers(bad, 5); err == nil {
			t.Errorf("numbers(%q) = %v", bad, got)
		}
	}
	if got := short("one two three four", 12); got != "one two …" {
		t.Errorf("short: %q", got)
	}
	if a, b, ok := cutLast("on on all", "on"); !ok || a != "on" || b != "all" {
		t.Errorf("cutLast: %q %q %v", a, b, ok)
	}
	seen := map[string]bool{}
	for _, c := range chapters() {
		for _, w := range c.words {
			if seen[w.name] || seen[w.short] && w.short != "" {
				t.Errorf("%s or %s stands twice", w.name, w.short)
			}
			seen[w.name], seen[w.short] = true, true
			if w.help == "" || strings.HasSuffix(w.help, ".") {
				t.Errorf("%s: help %q", w.name, w.help)
			}
		}
	}
}

// TestListsKeepTheirNumbers: numbers and check boxes are content; a sign that
// only looks like a list is not said.
func TestListsKeepTheirNumbers(t *testing.T) {
	const md = "1. Open the bridge.\n2. Share the water:\n   - in spring\n   - in autumn\n3. Meet again.\n\n- [x] agreed\n- [ ] signed\n"
	a := briefings.Article{Markdown: md}
	a.Text, a.Blocks = markup.Parse(md).Text()
	art := newArticle(a)
	var got []string
	for i, p := range art.cut.Paragraphs() {
		got = append(got, art.plain(p, i))
	}
	want := "1. Open the bridge.\n2. Share the water:\nLevel 2: in spring\nin autumn\nLevel 1: 3. Meet again.\nDone: agreed\nNot done: signed"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
	second := strings.Index(a.Text, "the water")
	if s := art.plain(briefings.Span{Start: second, End: second + 9}, 0); s != "the water" {
		t.Errorf("a part of an item = %q", s)
	}
}

// TestMistypedWords: a word that is nearly one is told which, and a far one is not.
func TestMistypedWords(t *testing.T) {
	for name, want := range map[string]string{
		"nxt":       "“nxt” is no word here; did you mean \"next\"? (help lists them)",
		"statments": "“statments” is no word here; did you mean \"statements\"? (help lists them)",
		"zzz":       "“zzz” is no word here (help lists them)",
	} {
		if _, err := lookUp(name); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
}
