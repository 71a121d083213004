package query

import (
	"slices"
	"strings"
)

// Completion is one way to go on with a query that is being typed.
type Completion struct {
	Text string // the whole new input
	Show string // what the list shows: "speaker:"
	Help string
}

// Complete returns how the word that ends at cursor (a byte offset into input)
// can go on: fields, then their values. values lists the values that the
// library holds for a field and that begin with prefix (speakers, topics,
// tags, sources, countries, languages); it may be nil. What follows the cursor
// is kept.
func Complete(input string, cursor int, values func(field, prefix string) []string) []Completion {
	cursor = max(0, min(cursor, len(input)))
	head, tail := input[:cursor], input[cursor:]
	start, open := wordStart(head)
	if open { // inside a quotation
		return completeQuoted(head, tail, start, values)
	}
	word := head[start:]
	lead := head[:start]
	for strings.HasPrefix(word, "-") {
		lead, word = lead+"-", word[1:]
	}
	name, rest, ok := strings.Cut(word, ":")
	if !ok {
		return completeField(lead, word, tail)
	}
	f, ok := field(name)
	if !ok {
		return nil
	}
	return completeValue(lead, f, rest, tail, values)
}

// wordStart returns where the last word of head begins, and whether it is in
// an open quotation (then it is where the quotation's term begins).
func wordStart(head string) (int, bool) {
	start, quote := 0, -1
	for i, r := range head {
		switch {
		case isQuote(r) && quote < 0:
			quote = i
		case isQuote(r):
			quote = -1
			start = i + len(string(r))
		case quote < 0 && endsWord(r):
			start = i + len(string(r))
		}
	}
	return start, quote >= 0
}

func completeField(lead, word, tail string) []Completion {
	var out []Completion
	for _, f := range Fields() {
		if strings.HasPrefix(f.Name, strings.ToLower(word)) {
			out = append(out, Completion{lead + f.Name + ":" + tail, f.Name + ":", f.Help})
		}
	}
	return out
}

func completeQuoted(head, tail string, start int, values func(field, prefix string) []string) []Completion {
	lead, word := head[:start], head[start:]
	for strings.HasPrefix(word, "-") {
		lead, word = lead+"-", word[1:]
	}
	name, rest, ok := strings.Cut(word, ":")
	f, known := field(name)
	if !ok || !known {
		return nil
	}
	i := strings.IndexFunc(rest, isQuote)
	if i != 0 {
		return nil
	}
	if j := strings.IndexFunc(tail, isQuote); j >= 0 && strings.TrimSpace(tail[:j]) == "" {
		tail = strings.TrimPrefix(tail[j:], `"`)
	}
	rest = rest[len(string([]rune(rest)[0])):]
	return completeValue(lead, f, rest, tail, values)
}

func completeValue(lead string, f Field, typed, tail string, values func(field, prefix string) []string) []Completion {
	known := f.Values
	if values != nil {
		known = append(slices.Clip(known), values(f.Name, typed)...)
	}
	var out []Completion
	seen := map[string]bool{}
	for _, v := range known {
		if seen[v] || v == "" || !begins(v, typed) {
			continue
		}
		seen[v] = true
		var b strings.Builder
		(&term{field: f.Name, value: v}).write(&b)
		out = append(out, Completion{lead + b.String() + tail, v, f.Help})
	}
	return out
}

// begins reports whether v, or one of its words, begins with typed.
func begins(v, typed string) bool {
	v, typed = Fold(v), Fold(typed)
	if strings.HasPrefix(v, typed) {
		return true
	}
	for _, t := range tokenize(v) {
		if strings.HasPrefix(v[t.start:], typed) {
			return true
		}
	}
	return false
}
