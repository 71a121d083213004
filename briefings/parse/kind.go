package parse

import (
	"regexp"
	"strings"
	"sync"

	"readout/briefings"
)

// kindRule says that what matches is of a kind. Rules are tried in order.
type kindRule struct {
	pattern string
	kind    briefings.Kind
}

// titleRules read the kind off a title.
var titleRules = []kindRule{
	{`^(?:virtual\s+)?readouts?\b|\breadout of\b`, briefings.KindReadout},
	{`\bpress (?:briefing|gaggle|call|conference|availability|roundtable)\b|\b(?:media|news) (?:briefing|conference|availability)\b`, briefings.KindTranscript},
	{`\bbackground (?:press )?(?:call|briefing)\b|\b(?:gaggle|on-the-record (?:press )?(?:call|briefing|gaggle))\b|^briefing by\b`, briefings.KindTranscript},
	{`^(?:transcript|interview)\b|\btranscript$|\binterview (?:with|of|to|by)\b|\bQ ?& ?A\b|\banswers? (?:to )?(?:media |journalists.{0,3} )?questions\b`, briefings.KindTranscript},
	{`\bjoint (?:\S+ ){0,3}(?:statement|declaration|communiqu[eé]|vision statement|press statement)\b|\bcommuniqu[eé]\b`, briefings.KindStatement},
	{`^(?:press |media )?(?:statement|declaration)s?\b|\b(?:declaration|statement) (?:by|from|of|on|between)\b|\b(?:leaders|ministers)[’']? (?:joint )?(?:statement|declaration)\b|\bstatement$`, briefings.KindStatement},
	{`^remarks\b|\bremarks (?:by|of|at|to|on|before|following|after)\b|^(?:address|speech|keynote)\b|\b(?:address|speech|keynote|opening|closing|inaugural) (?:by|of|at|to|remarks|address|speech)\b|[’']s? (?:speech|address|remarks)\b|\bspeech$`, briefings.KindSpeech},
	{`\b(?:telephone|phone|video) (?:conversations?|calls?)\b|[’']s? (?:(?:video|phone|telephone|virtual|bilateral|trilateral|introductory) )*(?:calls?|meetings?|conversations?) with\b|^(?:telephone |phone )?(?:call|conversation|meeting|talks) with\b|\btelephone conversation\b`, briefings.KindReadout},
}

// textRules read the kind off the first paragraphs.
var textRules = []kindRule{
	{`^the (?:below|following|text below) (?:is|was|statement is|readout is) (?:a )?(?:readout|attributable to)\b`, briefings.KindReadout},
	{`\bthe (?:text of the )?following (?:is the text of a |statement was |is a |is the )?(?:joint )?statement\b`, briefings.KindStatement},
}

// sectionRules read the kind off a section, category or tag of the publisher's.
var sectionRules = []kindRule{
	{`^readouts?$`, briefings.KindReadout},
	{`^(?:press[- ])?(?:briefings?|gaggles?|transcripts?|interviews?)$|press-briefings|^press-?conferences?$|^state_briefing$`, briefings.KindTranscript},
	{`^(?:speech(?:es)?|remarks|speech(?:es)?[- ]remarks|addresses)$`, briefings.KindSpeech},
	{`^(?:statements?|statements?[- ]releases?|briefings[- ]statements|joint[- ]statements?|declarations?|communiqu[eé]s?|press[- ]releases?)$`, briefings.KindStatement},
	{`^(?:news|newsarticle|reportagenewsarticle|news[ _-]?(?:article|story)|world[- ]news|politics|report|articles?)$`, briefings.KindNews},
}

type compiledRule struct {
	re   *regexp.Regexp
	kind briefings.Kind
}

func compile(rules []kindRule) func() []compiledRule {
	return sync.OnceValue(func() []compiledRule {
		out := make([]compiledRule, len(rules))
		for i, r := range rules {
			out[i] = compiledRule{regexp.MustCompile(`(?i)` + r.pattern), r.kind}
		}
		return out
	})
}

var (
	byTitle   = compile(titleRules)
	byText    = compile(textRules)
	bySection = compile(sectionRules)
)

func match(rules []compiledRule, s string) briefings.Kind {
	for _, r := range rules {
		if r.re.MatchString(s) {
			return r.kind
		}
	}
	return ""
}

// kindOf says what kind of document it is: what its meta data call it, the
// words of its title, its shape (turns make a transcript of remarks), the
// words that introduce its text, the section that it stands in. KindOther if
// nothing says.
func kindOf(m meta, title string, b *body, agency bool) briefings.Kind {
	for _, key := range kindKeys[:2] {
		for _, v := range m[key] {
			for _, k := range briefings.Kinds() {
				if strings.EqualFold(v, string(k)) {
					return k
				}
			}
		}
	}
	turns := hasTurns(b)
	switch kind := match(byTitle(), title); {
	case kind == briefings.KindSpeech && turns, kind == "" && turns:
		return briefings.KindTranscript
	case kind == briefings.KindReadout && turns: // "Meeting with …": the words themselves
		return briefings.KindTranscript
	case kind != "":
		return kind
	case agency:
		return briefings.KindNews
	}
	for _, p := range b.blocks(4) {
		if kind := match(byText(), oneLine(p)); kind != "" {
			return kind
		}
	}
	for _, key := range append(kindKeys, "tags") {
		for _, v := range m[key] {
			for part := range strings.SplitSeq(v, ",") {
				if kind := match(bySection(), strings.TrimSpace(part)); kind != "" {
					return kind
				}
			}
		}
	}
	return briefings.KindOther
}

// turnLabel matches the label at the head of a turn of a transcript, in the
// styles of the White House, the State Department and the Kremlin.
var turnLabel = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(Q|A)(?:\s+\S|:\s)|^(\p{Lu}[\p{Lu}\d.'’\- ]{1,60})(?:\s\([^)]{1,40}\))?:(?:\s|$)|^((?:\p{Lu}[\p{L}.'’-]*\s){0,8}(?:of\s(?:\p{Lu}[\p{L}.'’-]*\s){1,5})?\p{Lu}[\p{L}.'’-]+):\s`)
})

// notTurns are labels that head a paragraph and no turn.
var notTurns = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, s := range []string{"note", "background", "source", "date", "contact", "photo", "video", "read more", "see also", "update", "editor", "related", "fact sheet", "place", "subject", "agenda"} {
		m[s] = true
	}
	return m
})

// hasTurns reports whether a body is a conversation: at least three turns of
// at least two labels, one of which comes again, or half of the blocks.
func hasTurns(b *body) bool {
	labels := map[string]int{}
	turns, blocks := 0, 0
	for _, s := range b.spans {
		if s.Empty() {
			continue
		}
		blocks++
		line, _, _ := strings.Cut(strings.TrimSpace(b.text[s.Start:s.End]), "\n")
		m := turnLabel().FindStringSubmatch(line[:min(len(line), 160)])
		if m == nil {
			continue
		}
		label := strings.ToLower(m[1] + m[2] + m[3])
		if notTurns()[label] {
			continue
		}
		labels[label]++
		turns++
	}
	again := turns > len(labels)
	return len(labels) >= 2 && (turns >= 3 && again || turns >= 2 && turns*2 >= blocks && blocks <= 12)
}
