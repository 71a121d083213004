package markup

import (
	"strings"
	"testing"
)

// article returns Markdown of about n words in paragraphs of a hundred.
func article(n int) string {
	const sentence = "The **foreign minister** of Zembla said that the *corridor* would open in [spring](https://zembla.example/c), and "
	words := strings.Repeat(sentence, 6)
	var b strings.Builder
	for i := 0; i < n; i += 6 * 17 {
		b.WriteString(words)
		b.WriteString("that was all.\n\n")
	}
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	for name, md := range map[string]string{"3k": article(3000), "30k": article(30000), "block": strings.ReplaceAll(article(30000), "\n\n", "\n")} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(md)))
			for b.Loop() {
				Parse(md)
			}
		})
	}
}

func BenchmarkText(b *testing.B) {
	md := article(3000)
	b.SetBytes(int64(len(md)))
	for b.Loop() {
		Parse(md).Text()
	}
}

func BenchmarkProject(b *testing.B) {
	d := Parse(article(100))
	for b.Loop() {
		d.Project(0, func(dst []byte, _ int, s string) []byte { return append(dst, s...) })
	}
}
