package topics

import (
	"strings"
	"unicode/utf8"

	"readout/briefings/facts"
)

// spellings returns the other spellings of a word in British or American
// English, where that follows from a rule.
func spellings(w string) []string {
	for _, p := range [...][2]string{
		{"isation", "ization"},
		{"ising", "izing"},
		{"ised", "ized"},
		{"efence", "efense"},
		{"programme", "program"},
		{"labour", "labor"},
		{"centre", "center"},
		{"neighbour", "neighbor"},
	} {
		for i := range p {
			if strings.Contains(w, p[i]) && len(w) >= len(p[i])+1 {
				if p[i] == "program" && strings.Contains(w, "programme") {
					continue
				}
				return []string{strings.Replace(w, p[i], p[1-i], 1)}
			}
		}
	}
	return nil
}

// lastWord returns the last word of an alias when it is made of letters alone.
func lastWord(alias string) string {
	i := strings.LastIndexFunc(alias, func(r rune) bool { return r < 'A' || r > 'z' || r > 'Z' && r < 'a' })
	return alias[i+1:]
}

// numbers returns the plural of a name's last word, or its singular. Short
// single words keep their number: "mines" is no "mine".
func numbers(last string, words int, rule caseRule) []string {
	switch {
	case last == "":
		return nil
	case rule == exactCase:
		if words == 1 && len(last) >= 3 && last == strings.ToUpper(last) && !strings.HasSuffix(last, "S") {
			return []string{last + "s"}
		}
		return nil
	case last[0] <= 'Z' || len(last) < 4 || strings.HasSuffix(last, "ss") || strings.HasSuffix(last, "us") || strings.HasSuffix(last, "is"):
		return nil
	case strings.HasSuffix(last, "ies") && (words > 1 || len(last) > 6):
		return []string{last[:len(last)-3] + "y"}
	case strings.HasSuffix(last, "s"):
		if words > 1 || len(last) > 6 {
			return []string{last[:len(last)-1]}
		}
		return nil
	case strings.HasSuffix(last, "y") && !strings.ContainsAny(last[len(last)-2:len(last)-1], "aeiou"):
		return []string{last[:len(last)-1] + "ies"}
	case strings.HasSuffix(last, "ch") || strings.HasSuffix(last, "sh") || strings.HasSuffix(last, "x"):
		return []string{last + "es"}
	case words == 1 && len(last) < 5 && !fitForPlural[last]:
		return nil
	}
	return []string{last + "s"}
}

// letters returns the letters and digits of s.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0x7f {
			return r
		}
		return -1
	}, s)
}

// ruleOf returns how an alias of the tables is written.
func ruleOf(alias string) caseRule {
	first, rest, several := strings.Cut(strings.TrimSpace(alias), " ")
	if first == "the" && several {
		first, _, _ = strings.Cut(strings.TrimSpace(rest), " ")
	}
	if first == "" {
		return anyCase
	}
	size, capitals := 0, 0 // of the letters, in bytes
	for i := range len(alias) {
		c := alias[i]
		if isLetter(c) || c >= '0' && c <= '9' || c >= utf8.RuneSelf {
			size++
		}
		if c >= 'A' && c <= 'Z' {
			capitals++
		}
	}
	switch {
	case !several && capitals >= 2 && size <= 8 && !strings.ContainsAny(alias, "-+"):
		return exactCase
	case strings.ContainsAny(alias, "0123456789") && !several:
		return capitalOK
	case capitals > 0 && (first[0] >= 'A' && first[0] <= 'Z' || first[0] >= utf8.RuneSelf):
		return capitalOK
	}
	return anyCase
}

// ruleOfLabel returns how the label of a topic is written: labels begin with a
// capital whether they are names or not.
func ruleOfLabel(t *facts.Topic) caseRule {
	if t.Parent == "" {
		return anyCase
	}
	first, rest, more := strings.Cut(t.Label, " ")
	proper := t.Kind == "place" || t.Kind == "conflict" || t.Kind == "treaty" || t.Kind == "programme"
	switch {
	case !more && ruleOf(first) == exactCase:
		return exactCase
	case !more && proper, more && rest != strings.ToLower(rest):
		return capitalOK
	case strings.ContainsAny(first, "-–") && letters(first) != "" && strings.ContainsAny(first[1:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"):
		return capitalOK
	}
	return anyCase
}
