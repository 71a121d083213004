package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// runMain runs the program in this process with an environment of its own.
func runMain(t *testing.T, stdin string, args ...string) (code int, out, errOut string) {
	t.Helper()
	var o, e bytes.Buffer
	code = Main(args, strings.NewReader(stdin), &o, &e)
	return code, o.String(), e.String()
}

// ownHome gives the test a home and a library.
func ownHome(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	for k, v := range map[string]string{
		"HOME": home, "XDG_CONFIG_HOME": filepath.Join(home, "config"), "XDG_DATA_HOME": filepath.Join(home, "data"),
		"READOUT_LIBRARY": filepath.Join(home, "lib"), "READOUT_CONFIG": "",
	} {
		t.Setenv(k, v)
	}
	return home
}

// forbidden returns the first character of s that a terminal would obey.
func forbidden(s string) (rune, int, bool) {
	for i, r := range s {
		switch {
		case r == '\n' || r == '\t':
		case r < 0x20 || r == 0x7f || r >= 0x80 && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return r, i, true
		case r == utf8.RuneError:
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return r, i, true
			}
		}
	}
	return 0, 0, false
}

// evil are the ways to talk to a terminal that a document may try.
var evil = map[string]string{
	"csi":   "\x1b[31mred\x1b[2J",
	"osc52": "\x1b]52;c;ZXZpbA==\x07",
	"title": "\x1b]0;owned\x1b\\",
	"c1":    "\u009b31mC1\u0090dcs\u009c",
	"bidi":  "\u202egnp.exe\u202c \u2066x\u2069",
	"bell":  "\a\b\v\f\x7f",
	"del":   "a\x00b",
}

// TestHostile imports documents that try to talk to the terminal, in every
// place that a document has, and runs every command over them.
func TestHostile(t *testing.T) {
	home := ownHome(t)
	docs := filepath.Join(home, "docs")
	if err := os.MkdirAll(docs, 0o700); err != nil {
		t.Fatal(err)
	}
	n := 0
	put := func(name, content string) {
		if err := os.WriteFile(filepath.Join(docs, name), []byte(content), 0o600); err != nil {
			t.Logf("the file system refuses the name %q: %v", name, err)
			return
		}
		n++
	}
	for kind, e := range evil {
		yaml := fmt.Sprintf("%q", strings.ToValidUTF8(e, ""))
		yaml = strings.NewReplacer(`\u`, `\u`, `\x00`, `\0`).Replace(yaml)
		body := "President Ada Holm said that " + e + " was agreed. “We " + e + " agree,” Prime Minister Jon Reed said on COP29.\n\n```\n" + e + "\n```\n\n| a | b |\n|---|---|\n| " + e + " | x |\n"
		put(kind+".md", "---\ntitle: "+yaml+"\nsource: "+yaml+"\nurl: https://norland.example/"+kind+"\ntags: ["+yaml+"]\nlang: "+yaml+"\n---\n"+body)
		put(kind+"-raw.md", "---\ntitle: x"+e+"\nsource: y"+e+"\n---\n"+body)
		put(kind+".txt", e+"\n\n"+body)
		put(kind+".html", "<html><head><title>T"+e+"</title><meta property='og:site_name' content='"+e+"'></head><body><article><p>Ada "+e+" &#27;[31m &#x9b;31m &#8238;abc &#x202e; &#0; &#7; said so.</p><p>"+strings.Repeat("The talks went on. ", 30)+"</p></article></body></html>")
		put("name-"+strings.ReplaceAll(strings.ReplaceAll(e, "/", ""), "\x00", "")+".txt", "A text of "+kind+".\n\nPresident Ada Holm said so.\n")
	}
	put("entities.md", "# &#27;[31mT &#8238; &#x9b;\n\nAda Holm said &#27;]0;x&#7; that &#8238; it was [so &#27;](https://x.example/\x1b) <b>&#27;</b>.\n")

	run := func(stdin string, args ...string) string {
		t.Helper()
		code, out, errOut := runMain(t, stdin, args...)
		for name, s := range map[string]string{"stdout": out, "stderr": errOut} {
			if r, i, bad := forbidden(s); bad {
				t.Errorf("readout %q: %s holds %U at %d: %q", args, name, r, i, s[max(0, i-40):min(len(s), i+40)])
			}
		}
		if code > 2 && code != Nothing {
			t.Errorf("readout %q: exit code %d: %s", args, code, errOut)
		}
		return out
	}
	run("", "import", docs)
	run("", "import", docs, "--format", "json")
	run("", "import", filepath.Join(docs, "missing\x1b[31m.txt"))
	ids := strings.Fields(run("", "list", "--format", "{{.id}}"))
	if len(ids) < n-5 {
		t.Fatalf("%d of %d documents imported", len(ids), n)
	}
	for kind, e := range evil {
		if strings.ContainsRune(e, 0) {
			continue // no argument of a process can hold it
		}
		run("", "note", "add", ids[0], "--text", "note "+e, "--quote", "said")
		run("", "note", "add", ids[0], "--text", "page note "+kind+e)
		run("", "tag", ids[0], "+tag"+e)
		run("", "edit", ids[1], "--title", "Title "+e, "--source", e, "--url", "https://x.example/"+e, "--lang", e)
		run("", "show", e)
		run("", "list", e)
		run("", "list", "--format", e)
		run("", "list", "--sort", e)
		run("", "note", "rm", e)
		run("", "import", e, "--tag", e, "--kind", e, "--date", e)
		run("", e+"x", "list")
		run("", "--config", e, "list")
	}
	for _, format := range []string{"oneline", "json", "jsonl", "{{.}}"} {
		run("", "list", "--format", format)
		run("", "statements", "--format", format)
		run("", "speakers", "--format", format)
		run("", "topics", "--format", format)
		run("", "tags", "--format", format)
		run("", "note", "list", "--format", format)
	}
	run("", "statements", "--format", "csv")
	run("", "statements", "--format", "markdown")
	for _, id := range ids {
		for _, format := range []string{"text", "markdown", "json"} {
			run("", "show", id, "--format", format)
		}
		run("", "show", id, "--width", "40")
	}
	for _, e := range evil {
		run("Ada said "+e+".", "analyze")
		run(fmt.Sprintf(`{"id":%q,"text":%q}`, "x\u202e", "Ada said so."), "analyze", "--jsonl")
	}
	out := filepath.Join(home, "out")
	run("", "export", "--to", out, "--with", "statements")
	run("", "export", "--out", "-", "--format", "json")
	run("", "export", "--out", "-", "--format", "jsonl")
	entries, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(out, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if r, i, bad := forbidden(e.Name() + string(data)); bad {
			t.Errorf("exported %q holds %U at %d", e.Name(), r, i)
		}
	}
	run("", "check")
	run("", "backup", filepath.Join(home, "copy.db"))
	run("", "reanalyze")
}
