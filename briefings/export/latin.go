package export

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxWords bounds the words that file names and keys are made of.
const maxWords = 64

// words returns the words of s in lower-case ASCII: accents are dropped, Latin,
// Cyrillic and Greek letters are spelt out, other scripts are left out.
func words(s string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for _, r := range norm.NFKD.String(firstBytes(s, 1024)) {
		r = unicode.ToLower(r)
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '.' && b.Len() == 1:
			// accents, "President's", "U.S."
		case unicode.IsLetter(r):
			b.WriteString(spelt(r))
		default:
			flush()
		}
		if len(out) == maxWords {
			return out
		}
	}
	flush()
	return out
}

// firstBytes returns at most n bytes of s, whole characters.
func firstBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// spelt returns the Latin letters for a lower-case letter, or "": Cyrillic as
// in ICAO Doc 9303 part 3, Greek as in ISO 843 without accents.
func spelt(r rune) string {
	const (
		cyrillic = "а=a б=b в=v г=g д=d е=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ы=y э=e ю=iu я=ia є=ie і=i ї=i ґ=g ў=u ђ=d ј=j љ=lj њ=nj ћ=c џ=dz ә=a ө=o ү=u қ=k ғ=g ң=n һ=h "
		greek    = "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o "
		latin    = "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ı=i ə=a ŋ=ng ħ=h ĸ=k ŧ=t "
	)
	key := string(r) + "="
	for _, table := range [...]string{latin, cyrillic, greek} {
		if _, rest, ok := strings.Cut(table, key); ok {
			out, _, _ := strings.Cut(rest, " ")
			return out
		}
	}
	return ""
}
