package parse

import (
	"strings"
	"testing"
)

// TestTables checks that tables stay tables with the spans of their cells, and
// that one which would grow out of bounds keeps its words as paragraphs.
func TestTables(t *testing.T) {
	const head = "<html><body><p>The ministers of two states met here, in the old town, and spoke of many things.</p>"
	d, text := parsed(t, "a.html", head+`<table><tr><th colspan="2">Trade</th></tr><tr><td>Fish</td><td>3</td></tr></table>`)
	if !strings.Contains(d.Markdown, "| Fish | 3 |") || !strings.Contains(text, "Trade") {
		t.Errorf("a table is\n%s", d.Markdown)
	}
	rows := strings.Repeat("<tr><td>Fish</td></tr>", 700)
	_, text = parsed(t, "a.html", head+"<table>"+rows+"<tr>"+strings.Repeat("<td>Trade</td>", 700)+"</tr></table>")
	if strings.Count(text, "Fish") != 700 || strings.Count(text, "Trade ") < 699 || len(text) > 20_000 {
		t.Errorf("of a large table %d and %d cells are left in %d bytes", strings.Count(text, "Fish"), strings.Count(text, "Trade"), len(text))
	}
}

func TestTooLong(t *testing.T) {
	_, err := Parse(Input{Name: "a.txt", Data: []byte(strings.Repeat("The ministers met.\n\n", maxText/18))})
	if err == nil || !strings.Contains(err.Error(), "split it") {
		t.Errorf("a text of more than %d bytes gives the error %v", maxText, err)
	}
}
