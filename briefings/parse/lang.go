package parse

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/language"
)

// langTag returns a language as BCP 47, canonical, without a region that only
// a locale adds ("en_US" of Open Graph -> "en-US"); "" if it is none.
func langTag(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(s, "_", "-"))
	s, _, _ = strings.Cut(s, ",")
	if i := strings.IndexByte(s, '.'); i > 0 { // en_US.UTF-8
		s = s[:i]
	}
	if names := languageNames(); names[strings.ToLower(s)] != "" {
		return names[strings.ToLower(s)]
	}
	tag, err := language.Parse(s)
	if err != nil || tag == language.Und {
		return ""
	}
	return tag.String()
}

// languageNames are the names of languages that stand where a code should.
var languageNames = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"english": "en", "french": "fr", "français": "fr", "german": "de", "deutsch": "de", "spanish": "es", "español": "es",
		"italian": "it", "portuguese": "pt", "russian": "ru", "русский": "ru", "ukrainian": "uk", "arabic": "ar", "chinese": "zh",
		"japanese": "ja", "korean": "ko", "turkish": "tr", "azerbaijani": "az", "polish": "pl",
	}
})

// stopWords are frequent words of each language that the others lack, or have
// only some of.
var stopWords = []struct{ lang, words string }{
	{"en", "the of and to in that is for with on was by from has this have are which at be"},
	{"fr", "le la les des et du une dans que est pour qui sur au aux par avec son cette ont"},
	{"de", "der die das und den von mit dem des im zu auf ist für nicht ein eine sich auch wird"},
	{"es", "el la los las de del y en que una por con para se su al es como más ha"},
	{"it", "il la di che e del della dei delle un una per con nel alla sono gli è da ha"},
	{"pt", "o a os as do da dos das e em que uma para com por no na ao não é"},
	{"nl", "de het een van en in is dat op te voor met zijn aan niet door ook heeft"},
	{"pl", "i w na z się że do jest oraz nie o przez od dla po jak które są"},
	{"tr", "ve bir bu için ile da de olarak olan daha gibi kadar çok sonra ancak ise"},
	{"az", "və bir bu üçün ilə da də olan olub edib kimi isə görə onun daha həm"},
	{"ro", "și de la în cu a pe pentru că din o un care este sunt mai"},
	{"ru", "и в на с что по не для из от это как его к о при был также мы"},
	{"uk", "і в на з що та до не для із від це як його про за був також ми у є"},
	{"bg", "и в на с че за от да се не по са като ще към това със"},
	{"sr", "и у на је да се са за од који су не као то"},
	{"ar", "في من على إلى أن التي عن مع هذا الذي هذه كما بين وقد"},
	{"fa", "در از به که این با را است برای آن می و های"},
	{"ur", "کے کی میں ہے کا اور سے کو نے پر کہ ہیں"},
}

// wordRun is a run of letters and marks.
var wordRun = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[\p{L}\p{M}]+`)
})

// sample is the number of bytes of a text that tell its language.
const sample = 4 << 10

// Language tells the language of a text (BCP 47), "" when it is not sure.
func Language(text string) string { return languageOf(text) }

// languageOf tells the language of a text by its script and by stop words; ""
// when it is not sure: a short text, or two languages that come close.
func languageOf(text string) string {
	if len(text) > sample {
		text = strings.ToValidUTF8(text[:sample], "")
	}
	if lang, sure := byScript(text); sure {
		return lang
	}
	words := wordRun().FindAllString(strings.ToLower(text), -1)
	if len(words) < 8 {
		return ""
	}
	seen := map[string]int{}
	for _, w := range words {
		seen[w]++
	}
	best, second, lang := 0, 0, ""
	for _, l := range stopWords {
		n := 0
		for w := range strings.FieldsSeq(l.words) {
			n += seen[w]
		}
		switch {
		case n > best:
			best, second, lang = n, best, l.lang
		case n > second:
			second = n
		}
	}
	// In running text a fifth of the words and more are stop words.
	if best < 4 || best*12 < len(words) || best*10 < second*12 {
		return ""
	}
	return lang
}

// byScript tells a language that alone uses its script.
func byScript(text string) (string, bool) {
	n := map[string]int{}
	all := 0
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		all++
		switch {
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			n["ja"]++
		case unicode.Is(unicode.Han, r):
			n["zh"]++
		case unicode.Is(unicode.Hangul, r):
			n["ko"]++
		case unicode.Is(unicode.Greek, r):
			n["el"]++
		case unicode.Is(unicode.Hebrew, r):
			n["he"]++
		case unicode.Is(unicode.Georgian, r):
			n["ka"]++
		case unicode.Is(unicode.Armenian, r):
			n["hy"]++
		case unicode.Is(unicode.Thai, r):
			n["th"]++
		}
	}
	if all < 10 {
		return "", false
	}
	if n["ja"]*10 > all && (n["ja"]+n["zh"])*2 > all {
		return "ja", true
	}
	for _, l := range []string{"zh", "ko", "el", "he", "ka", "hy", "th"} {
		if n[l]*2 > all {
			return l, true
		}
	}
	return "", false
}
