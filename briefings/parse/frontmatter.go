package parse

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
	"github.com/pelletier/go-toml/v2"
)

// maxFrontMatter is the size of the largest front matter that is read, in bytes.
const maxFrontMatter = 64 << 10

// The fences of front matter: YAML's and TOML's.
const (
	yamlFence = "---"
	tomlFence = "+++"
)

// cutFrontMatter splits the front matter off: its lines without the fences,
// the fence, and what follows. ok is false if s does not begin with any.
func cutFrontMatter(s string) (matter, fence, rest string, ok bool) {
	s = strings.TrimLeft(s, "\n \t")
	first, after, found := strings.Cut(s, "\n")
	fence = strings.TrimRight(first, " \t")
	if !found || fence != yamlFence && fence != tomlFence {
		return "", "", s, false
	}
	for at := 0; at < len(after); {
		line, _, more := strings.Cut(after[at:], "\n")
		end := at + len(line)
		if more {
			end++
		}
		closing := strings.TrimRight(line, " \t")
		if closing == fence || fence == yamlFence && closing == "..." {
			return after[:at], fence, after[end:], true
		}
		if at > maxFrontMatter {
			break
		}
		at = end
	}
	return "", "", s, false
}

// isMatter reports whether the lines between two fences are data and not the
// text between two thematic breaks: the first line that is not empty or a
// comment is a key.
func isMatter(matter string) bool {
	for line := range strings.Lines(matter) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		return keyLine().MatchString(line)
	}
	return true
}

// keyLine matches the first line of an entry of front matter: "key: value",
// `"key" : value`, "key = value", or a flow mapping.
var keyLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:\{|["']?([\p{L}_][\p{L}\p{N}_.:-]{0,60}?(?: [\p{L}_]{1,20})?)["']?\s*(?::(?:\s|$)|=))(.*)$`)
})

// readMatter returns the entries of front matter. What does not parse is read
// line by line, "key: value", with a warning.
func readMatter(matter, fence string) (meta, string) {
	var values map[string]any
	var err error
	switch {
	case len(matter) > maxFrontMatter:
		err = fmt.Errorf("larger than %d KB", maxFrontMatter>>10)
	case fence == tomlFence:
		err = unmarshal(func() error { return toml.Unmarshal([]byte(matter), &values) })
	default:
		if err = boundYAML(matter); err == nil {
			err = unmarshal(func() error { return yaml.Unmarshal([]byte(matter), &values) })
		}
	}
	if err == nil {
		return metaOf(values), ""
	}
	m := readLines(matter)
	what, _, _ := strings.Cut(Clean(err.Error()), "\n")
	if len(m) > 0 {
		return m, "front matter does not parse, read line by line: " + what
	}
	return nil, "front matter does not parse and was skipped: " + what
}

// unmarshal runs f and turns a panic of a decoder into an error: front matter
// comes from outside.
func unmarshal(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	return f()
}

// maxYAMLDepth bounds nesting, of brackets as of indentation.
const maxYAMLDepth = 32

// boundYAML refuses YAML whose value could be much larger or deeper than its
// text: aliases (a bomb of a few lines has millions of nodes) and deep nesting.
func boundYAML(s string) error {
	depth := 0
	for _, c := range s {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth > maxYAMLDepth {
			return errors.New("nested too deeply")
		}
	}
	for line := range strings.Lines(s) {
		body := strings.TrimLeft(line, " ")
		if len(line)-len(body) > 4*maxYAMLDepth || strings.Count(body[:min(len(body), 256)], "- ") > maxYAMLDepth {
			return errors.New("nested too deeply")
		}
	}
	if !strings.ContainsAny(s, "&*") {
		return nil
	}
	return unmarshal(func() error {
		for _, t := range lexer.Tokenize(s) {
			if t.Type == token.AliasType || t.Type == token.MergeKeyType {
				return errors.New("aliases are not followed")
			}
		}
		return nil
	})
}

// readLines reads "key: value" lines, each for itself, quotation marks around
// a value removed; indented lines continue the value above.
func readLines(matter string) meta {
	m := meta{}
	last := ""
	for line := range strings.Lines(matter) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t") {
			if v := m[last]; len(v) > 0 && len(v[0]) < 1000 {
				v[0] = oneLine(v[0] + " " + line)
			}
			continue
		}
		last = ""
		g := keyLine().FindStringSubmatch(line)
		if g == nil || g[1] == "" {
			continue
		}
		v := unquote(strings.TrimSpace(g[2]))
		last = canonicalKey(g[1])
		if _, ok := m[last]; !ok && len(v) < 2000 {
			m[last] = []string{v}
		}
	}
	for k, v := range m {
		if v[0] = unquote(Clean(v[0])); isRuler(v[0]) {
			delete(m, k)
		}
	}
	return m
}

func unquote(s string) string {
	if n := len(s); n >= 2 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	return s
}
