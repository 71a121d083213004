package export

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"path"
	"strings"

	"readout/briefings"
)

// StatementObject is the JSON of a line of the ledger: a statement and the
// briefing in which it stands. No list in it is nil.
type StatementObject struct {
	Briefing  string         `json:"briefing"`
	Title     string         `json:"title"`
	Published briefings.Date `json:"published"`
	Source    string         `json:"source"`
	Text      string         `json:"text"` // the words of the statement; parts are joined by " … "

	briefings.Statement

	head   *briefings.Briefing
	labels []string
}

// Statements returns what is said in a briefing as lines of the ledger.
func Statements(said *briefings.Said) []StatementObject {
	b := &said.Briefing
	out := make([]StatementObject, len(said.Statements))
	for i, s := range said.Statements {
		s.Topics, s.Content, s.Speakers = list(s.Topics), list(s.Content), list(s.Speakers)
		out[i] = StatementObject{
			Briefing: b.ID, Title: b.Title, Published: b.Published, Source: b.Source,
			Text: said.Words[i], Statement: s, head: b, labels: said.Labels(&s),
		}
	}
	return out
}

// Labels returns the labels of the statement's topics.
func (o *StatementObject) Labels() []string { return o.labels }

// By returns the names of those who make the statement, or "unknown".
func (o *StatementObject) By() string {
	if names := line(strings.Join(o.Names(), ", ")); names != "" {
		return names
	}
	return "unknown"
}

// StatementsCSV returns lines of the ledger as a table for spreadsheets.
func StatementsCSV(rows []StatementObject) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	all := [][]string{{"briefing", "published", "source", "title", "speakers", "kind", "statement", "topics", "grounds", "confidence"}}
	for i := range rows {
		r := &rows[i]
		all = append(all, []string{
			cell(r.Briefing), cell(string(r.Published)), cell(r.Source), cell(r.Title), cell(r.By()), cell(string(r.Kind)), cell(r.Text),
			cell(strings.Join(r.labels, "; ")), cell(r.Grounds), fmt.Sprintf("%.2f", r.Confidence),
		})
	}
	if err := w.WriteAll(all); err != nil {
		return nil, fmt.Errorf("make the table: %w", err)
	}
	return b.Bytes(), nil
}

// StatementsAs returns lines of the ledger in the format that the name of a
// file says: .md, .csv, .json or .jsonl.
func StatementsAs(rows []StatementObject, name string) ([]byte, error) {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".md", ".markdown":
		return StatementsMarkdown(rows), nil
	case ".csv":
		return StatementsCSV(rows)
	case ".json":
		return JSON(rows, true)
	case ".jsonl":
		var b bytes.Buffer
		for i := range rows {
			one, err := JSON(rows[i], false)
			if err != nil {
				return nil, err
			}
			b.Write(bytes.TrimRight(one, "\n"))
			b.WriteByte('\n')
		}
		return b.Bytes(), nil
	default:
		return nil, fmt.Errorf("write statements to %s: the name ends in none of .md, .csv, .json and .jsonl", name)
	}
}

// cell makes a value that no spreadsheet takes for a formula (OWASP, CSV
// injection): one that begins like one gets an apostrophe before it.
func cell(s string) string {
	s = line(s)
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}

// StatementsMarkdown returns lines of the ledger as a table of Markdown, each
// with what it takes to cite it.
func StatementsMarkdown(rows []StatementObject) []byte {
	var b bytes.Buffer
	b.WriteString("| Date | Speaker | Kind | Statement | Topics | Source | Briefing |\n|---|---|---|---|---|---|---|\n")
	for i := range rows {
		r := &rows[i]
		date := r.Published.Day()
		if date == "" {
			date = "no date"
		}
		labels := make([]string, len(r.labels))
		for k, l := range r.labels {
			labels[k] = escapeText(l)
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s [@%s] | %s |\n", date, escapeText(r.By()), r.Kind, escapeText(r.Text),
			strings.Join(labels, ", "), escapeText(r.Source), CiteKey(r.head), r.Briefing)
	}
	return b.Bytes()
}
