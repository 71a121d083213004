package attribution

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"readout/briefings"
)

// goldStatement is a statement of the gold data.
type goldStatement struct {
	Speaker struct {
		Head  briefings.Span `json:"head"`
		Start int            `json:"start"`
		End   int            `json:"end"`
		Name  string         `json:"name"`
	} `json:"speaker"`
	Content []briefings.Span `json:"content"`
}

// goldDocument is a line of the gold data.
type goldDocument struct {
	ID         string           `json:"id"`
	Text       string           `json:"text"`
	Title      string           `json:"title"`
	Date       briefings.Date   `json:"date"`
	Discard    []briefings.Span `json:"discard"`
	Statements []goldStatement  `json:"statements"`
}

// wordsOf numbers the words of a text: which one holds a byte, or -1.
func wordsOf(text string) []int32 {
	at, n, inside := make([]int32, len(text)), int32(-1), false
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
		if letter && !inside {
			n++
		}
		inside = letter
		for k := i; k < i+len(string(r)) && k < len(at); k++ {
			at[k] = -1
			if letter {
				at[k] = n
			}
		}
	}
	return at
}

func wordSetOf(at []int32, spans []briefings.Span) map[int32]bool {
	set := map[int32]bool{}
	for _, s := range spans {
		for i := max(0, s.Start); i < min(s.End, len(at)); i++ {
			if at[i] >= 0 {
				set[at[i]] = true
			}
		}
	}
	return set
}

// overlap is the share of common words among all of two sets.
func overlap(a, b map[int32]bool) float64 {
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	if len(a)+len(b) == 0 {
		return 0
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// outcomes tells of every statement found whether it is right: half of its
// words and more are those of a gold statement, the source is the gold one,
// and so is the name's last word where it is known. Those in discarded text
// are left out.
func outcomes(d *goldDocument, found []briefings.Statement) []bool {
	at := wordsOf(d.Text)
	gold := make([]map[int32]bool, len(d.Statements))
	for i := range d.Statements {
		gold[i] = wordSetOf(at, d.Statements[i].Content)
	}
	type pair struct {
		share float64
		g, p  int
	}
	var pairs []pair
	for p := range found {
		words := wordSetOf(at, found[p].Content)
		for g := range gold {
			if share := overlap(gold[g], words); share >= 0.5 {
				pairs = append(pairs, pair{share, g, p})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		if a.share > b.share {
			return -1
		}
		return 1
	})
	right, used, done := make([]bool, len(found)), map[int]bool{}, map[int]bool{}
	for _, x := range pairs {
		if used[x.g] || done[x.p] {
			continue
		}
		used[x.g], done[x.p] = true, true
		g, p := &d.Statements[x.g].Speaker, &found[x.p].Speaker
		head := g.Head
		if head.Empty() {
			head = briefings.Span{Start: g.Start, End: g.End}
		}
		same := head.Overlaps(p.Span) || head.Empty() && p.Empty()
		right[x.p] = same && (g.Name == "" || p.Name == "" || lastName(g.Name) == lastName(p.Name))
	}
	return right
}

func lastName(s string) string {
	ws := strings.Fields(strings.Trim(fold(s), ".,"))
	if len(ws) == 0 {
		return ""
	}
	return strings.TrimSuffix(ws[len(ws)-1], "'s")
}

// eachGold calls f with every document of the file gold.
func eachGold(t *testing.T, gold string, f func(*goldDocument)) {
	t.Helper()
	in, err := os.Open(gold)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	z, err := gzip.NewReader(in)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var d goldDocument
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		f(&d)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// tally counts what was found and how much of it is right.
type tally struct {
	all, right int
	sure       float64
}

func (c *tally) add(sure float64, right bool) {
	c.all++
	c.sure += sure
	if right {
		c.right++
	}
}

func (c *tally) String() string {
	return fmt.Sprintf("%6d  said %5.1f %%  right %5.1f %%", c.all, 100*c.sure/float64(c.all), 100*float64(c.right)/float64(c.all))
}

// Statements of about one confidence, at least minBin of them, are right as
// often as it says, but for maxApart.
const (
	minBin   = 200
	maxApart = 0.06
)

// TestReliability compares how sure statements are said to be with how many
// are right, on the gold of READOUT_EVAL.
func TestReliability(t *testing.T) {
	t.Parallel()
	root := os.Getenv("READOUT_EVAL")
	if root == "" {
		t.Skip("READOUT_EVAL is not set: no gold data to compare with")
	}
	for _, part := range []string{"train", "dev"} {
		bins, groups := map[string]*tally{}, map[string]*tally{}
		count := func(in map[string]*tally, key string, sure float64, right bool) {
			if in[key] == nil {
				in[key] = &tally{}
			}
			in[key].add(sure, right)
		}
		eachGold(t, filepath.Join(root, "polnear", part+".jsonl.gz"), func(d *goldDocument) {
			found := New().Analyze(d.Text, Context{Date: d.Date, Title: d.Title}).Statements
			for i, right := range outcomes(d, found) {
				s := &found[i]
				if slices.ContainsFunc(d.Discard, func(x briefings.Span) bool { return x.Overlaps(s.Content[0]) }) {
					continue
				}
				if !strings.HasPrefix(s.Grounds, groundsLabel) { // the gold has no turns
					count(bins, fmt.Sprintf("from %d %%", int(10*s.Confidence+0.001)*10), s.Confidence, right)
				}
				g, _, _ := strings.Cut(s.Grounds, ":")
				g, _, _ = strings.Cut(g, " after")
				g, _, _ = strings.Cut(g, ";")
				if strings.HasPrefix(g, groundsDate) {
					g = groundsDate + "a day"
				}
				count(groups, string(s.Kind)+", "+g, s.Confidence, right)
			}
		})
		var lines []string
		for _, m := range []map[string]*tally{bins, groups} {
			keys := make([]string, 0, len(m))
			for k := range m {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			for _, k := range keys {
				lines = append(lines, fmt.Sprintf("%-36s %s", k, m[k]))
			}
		}
		for k, c := range bins {
			if said, right := c.sure/float64(c.all), float64(c.right)/float64(c.all); c.all >= minBin && math.Abs(said-right) > maxApart {
				t.Errorf("%s, statements %s sure: %.2f said, %.2f right", part, k, said, right)
			}
		}
		t.Logf("%s: how sure, and how much is right\n%s", part, strings.Join(lines, "\n"))
	}
}
