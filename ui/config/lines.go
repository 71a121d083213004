package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// lines says on which line (from 1) a key stands: "theme", "keys.list.open",
// "topics[0]". The decoder does not keep them, and a mistake that only we can
// see still has to point at its line.
type lines map[string]int

// locate walks over the expressions of a document that has been decoded
// without an error.
func locate(data []byte) lines {
	at := lines{}
	p := unstable.Parser{}
	p.Reset(data)
	var table []string
	items := map[string]int{}
	for p.NextExpression() {
		e := p.Expression()
		path, line := keyOf(&p, e)
		switch e.Kind {
		case unstable.Table:
			table = path
			at.note(table, line)
		case unstable.ArrayTable:
			table = path
			name := strings.Join(path, ".")
			at[fmt.Sprintf("%s[%d]", name, items[name])] = line
			items[name]++
		case unstable.KeyValue:
			whole := append(slices.Clone(table), path...)
			at.note(whole, line)
			at.inline(&p, whole, e.Value())
		}
	}
	return at
}

// inline notes the keys of an inline table.
func (at lines) inline(p *unstable.Parser, path []string, v *unstable.Node) {
	if v == nil || v.Kind != unstable.InlineTable || len(path) > 8 {
		return
	}
	for it := v.Children(); it.Next(); {
		kv := it.Node()
		key, line := keyOf(p, kv)
		whole := append(slices.Clone(path), key...)
		at.note(whole, line)
		at.inline(p, whole, kv.Value())
	}
}

func (at lines) note(path []string, line int) {
	name := strings.Join(path, ".")
	if _, ok := at[name]; !ok {
		at[name] = line
	}
}

// order returns the noted keys that begin with prefix by their lines.
func (at lines) order(prefix string) []string {
	var out []string
	for path := range at {
		if strings.HasPrefix(path, prefix) {
			out = append(out, path)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if d := at[a] - at[b]; d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return out
}

func keyOf(p *unstable.Parser, n *unstable.Node) (path []string, line int) {
	for it := n.Key(); it.Next(); {
		k := it.Node()
		if line == 0 {
			line = p.Shape(k.Raw).Start.Line
		}
		path = append(path, string(k.Data))
	}
	return path, line
}
