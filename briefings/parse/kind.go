package parse

import (
	"regexp"
	"slices"
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
	{`\bjoint (?:\S+ ){0,3}(?:statement|declaration|communiqu(?:e|é)|vision statement|press statement)(?:\s|,|:|$)|\bcommuniqu(?:e\b|é)`, briefings.KindStatement},
	{`^(?:press |media )?(?:statement|declaration)s?\b|\b(?:declaration|statement) (?:by|from|on|between)\b|\b(?:leaders|ministers)[’']? (?:joint )?(?:statement|declaration)\b|\bstatement$`, briefings.KindStatement},
	{`^remarks\b|\bremarks (?:by|of|at|to|on|before|following|after)\b|^(?:address|speech|keynote)\b|\b(?:address|speech|keynote|opening|closing|inaugural) (?:by|of|at|to|remarks|address|speech)\b|[’']s? (?:speech|address|remarks)\b|\bspeech$`, briefings.KindSpeech},
	{`\b(?:telephone|phone|video) (?:conversations?|calls?)\b|[’']s? (?:(?:video|phone|telephone|virtual|bilateral|trilateral|introductory) )*(?:calls?|meetings?|conversations?) with\b|^(?:telephone |phone )?(?:call|conversation|meeting|talks) with\b|\btelephone conversation\b`, briefings.KindReadout},
}

// textRules read the kind off the first paragraphs.
var textRules = []kindRule{
	{`^the (?:below|following|text below) (?:is|was|statement is|readout is) (?:a )?(?:readout|attributable to)\b`, briefings.KindReadout},
	{`\bthe (?:text of the )?following (?:is the text of a |statement was |is a |is the )?(?:joint )?statement\b`, briefings.KindStatement},
}

// actRules read the kind off the title of an act that its own author reports.
var actRules = []kindRule{
	{`\b(?:held|holds|had|has|met|meets|spoke|speaks|received|receives|hosted|hosts)\b.{0,80}\b(?:talks|meetings?|conversations?|calls?|with)\b`, briefings.KindReadout},
}

// official matches the names of publishers that report their own acts.
var official = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\b(?:president|prime minister|government|ministry|department|white house|office|embassy|council|commission|secretariat|chancellery|cabinet)\b`)
})

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
	byAct     = compile(actRules)
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
// nothing says. agency says that a newsroom reports.
func kindOf(m meta, d *briefings.Details, b *body, agency bool) briefings.Kind {
	if kind := namedKind(m); kind != "" {
		return kind
	}
	t := turnsOf(b)
	switch kind := match(byTitle(), d.Title); {
	case kind == briefings.KindSpeech && (t.talk() || t.labels >= 2 && meeting().MatchString(d.Title)),
		kind == briefings.KindReadout && t.exchange(), // "Meeting with …": the words themselves
		kind == "" && t.conversation():
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
	if official().MatchString(d.Source) {
		if kind := match(byAct(), d.Title); kind != "" {
			return kind
		}
	}
	if kind := sectionKind(m); kind != "" {
		return kind
	}
	return briefings.KindOther
}

// namedKind returns the kind that the meta data name as such, or "".
func namedKind(m meta) briefings.Kind {
	for _, key := range kindKeys[:2] {
		for _, v := range m[key] {
			for _, k := range briefings.Kinds() {
				if strings.EqualFold(v, string(k)) {
					return k
				}
			}
		}
	}
	return ""
}

// sectionKind returns the kind of the section that the document stands in, or "".
func sectionKind(m meta) briefings.Kind {
	for _, key := range append(slices.Clone(kindKeys), "tags") {
		for _, v := range m[key] {
			for part := range strings.SplitSeq(v, ",") {
				if kind := match(bySection(), strings.TrimSpace(part)); kind != "" {
					return kind
				}
			}
		}
	}
	return ""
}

// meeting matches the titles of remarks that two sides make to each other.
var meeting = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\band\b.*\b(?:before|after|following|prior to|during|at)\b.*\b(?:meeting|talks|lunch|dinner|signing|ceremony)\b`)
})

// turnLabel matches the label at the head of a turn of a transcript, in the
// styles of the White House, the State Department and the Kremlin.
var turnLabel = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(Q)(?:\s+\S|:\s)|^(A):\s|^(\p{Lu}[\p{Lu}\d.'’\- ]{1,60})(?:\s\([^)]{1,40}\))?:(?:\s|$)|^(\p{Lu}[\p{L}.'’-]*(?:\s(?:of|the|and|for|to|de|al|bin|von|\p{Lu}[\p{L}.'’-]*)){0,12}):\s`)
})

// notTurns are labels that head a paragraph and no turn.
var notTurns = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, s := range []string{"note", "background", "source", "date", "contact", "photo", "video", "read more", "see also", "update", "editor", "related", "fact sheet", "place", "subject", "agenda"} {
		m[s] = true
	}
	return m
})

// turns are the turns of a conversation in a body.
type turns struct {
	labels, turns, blocks int
	first                 int // number of the block with the first turn of a person, from 1
	second                int // where the first turn of another label begins, bytes
	length                int // of the text, bytes
}

// talk reports whether a text that calls itself remarks is a conversation: two
// or more people speak, and the first of them for less than half of it. A
// speech with questions at its end stays a speech.
func (t turns) talk() bool { return t.labels >= 2 && t.second*2 < t.length }

// conversation reports whether a text is a conversation: somebody speaks again
// after somebody else.
func (t turns) conversation() bool { return t.labels >= 2 && t.turns >= 3 && t.turns > t.labels }

// exchange reports whether a text holds the words of a meeting: a conversation,
// or two people who speak once each, from the beginning or in most blocks.
func (t turns) exchange() bool {
	return t.conversation() || t.labels >= 2 && (t.turns*2 >= t.blocks || t.first == 1 || t.first == 2)
}

// person matches the labels that only a person has.
var person = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:q|a|question|answer|moderator|interpreter|operator|reporter|journalist)$|\b(?:president|minister|secretary|chancellor|ambassador|premier|king|queen|mr|ms|mrs|dr|senator|spokesperson|spokesman|spokeswoman|official|general|commissioner|governor|taoiseach)\b`)
})

func turnsOf(b *body) turns {
	t := turns{length: len(b.text)}
	labels := map[string]bool{}
	for _, s := range b.spans {
		if s.Empty() {
			continue
		}
		t.blocks++
		line, _, _ := strings.Cut(strings.TrimSpace(b.text[s.Start:s.End]), "\n")
		line = line[:min(len(line), 160)]
		if !strings.ContainsRune(line, ':') && !strings.HasPrefix(line, "Q") && !strings.HasPrefix(line, "A") {
			continue
		}
		m := turnLabel().FindStringSubmatch(line)
		if m == nil {
			continue
		}
		label := strings.ToLower(m[1] + m[2] + m[3] + m[4])
		if notTurns()[label] {
			continue
		}
		t.turns++
		if t.first == 0 && person().MatchString(label) {
			t.first = t.blocks
		}
		if labels[label] = true; len(labels) == 2 && t.second == 0 {
			t.second = s.Start
		}
	}
	t.labels = len(labels)
	if t.turns < 3 {
		if flat := flatTurns(b.text); flat.conversation() {
			return flat
		}
	}
	return t
}

// innerLabel matches the label of a turn behind the end of a sentence, where a
// transcript was flattened into one paragraph: in capitals, "Question", a name
// with a capital for each word.
var innerLabel = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:^|[.?!…*–—][”"’)\]]*\s+)(?:(Q)\s+\p{Lu}|(\p{Lu}[\p{Lu}.'’\- ]{2,50}|(?i:question|answer|remark|moderator)|\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}.'’-]+){1,8}):\s)`)
})

// flatTurns counts the turns within paragraphs. One of the labels must be that
// of a question or of an office, or each of two must come again.
func flatTurns(text string) turns {
	text = text[:min(len(text), sniffed)]
	t := turns{length: len(text), blocks: 1, first: 1}
	labels := map[string]int{}
	asked, again := false, 0
	for at := 0; at < len(text); {
		m := innerLabel().FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		group := 2
		if m[2] < 0 {
			group = 4
		}
		label := strings.ToLower(text[at+m[group] : at+m[group+1]])
		begin := at + m[group]
		at += m[group+1]
		if notTurns()[label] {
			continue
		}
		t.turns++
		if labels[label]++; labels[label] == 2 {
			again++
		}
		if asked = asked || person().MatchString(label); len(labels) == 2 && t.second == 0 {
			t.second = begin
		}
	}
	if t.labels = len(labels); !asked && again < 2 {
		return turns{}
	}
	return t
}
