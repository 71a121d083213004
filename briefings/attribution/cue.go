package attribution

import (
	"slices"
	"strings"

	"readout/briefings/facts"
)

// takes says what may follow a verb of saying.
type takes uint16

const (
	takesClause takes = 1 << iota // that …, a bare clause, a quotation
	takesObject                   // a noun phrase
	takesTo                       // to do …
	takesPerson                   // told X that …: an addressee first
	takesBelief                   // thought rather than said
	takesStrict                   // a clause only after "that", or a quotation
	takesWh                       // a question: how …, whether …
	takesIng                      // doing …
	takesLike                     // a predicate: angry, a fool, like …
	takesRaise                    // its subject belongs to the content, nobody is named who says so: "X is expected to …"
	takesStance                   // an attitude, an intention: weaker evidence than a word of saying
	takesWeak                     // more often an act than words
	takesAgent                    // its subject is the content, who says so follows: "X was praised by Y"
)

// verbForm says which form of its verb a word is.
type verbForm uint8

const (
	formBase verbForm = iota
	formThird
	formPast
	formIng
	formBe // after a form of "be": a participle or an adjective
)

// cueForm is one form of a verb of saying, with the words that must follow it.
type cueForm struct {
	takes takes
	form  verbForm
	rest  []string
	noun  bool // more often a noun than a verb: wants a clear source
}

// cue is a place where somebody says something: tokens [from, to), of which
// the verb group begins at group ("has also [said]").
type cue struct {
	group, from, to int
	form            *cueForm
}

// classTakes gives what verbs of a class take, where the table is too narrow.
var classTakes = map[string]takes{
	"say": takesClause | takesObject, "stress": takesClause | takesObject, "warn": takesClause | takesObject | takesPerson,
	"deny": takesClause | takesObject, "announce": takesClause | takesObject, "ask": takesClause | takesPerson | takesTo,
	"urge": takesObject, "condemn": takesObject, "praise": takesObject, "welcome": takesObject, "thank": takesObject,
	"agree": takesClause | takesTo, "promise": takesTo | takesClause, "express": takesObject | takesClause, "discuss": takesObject,
}

// notCues are verbs of the table that more often report an act than words.
const notCues = ` meet meet-with sign join receive send mark issue lift launch cover seek show hold present submit publish
 release adopt appoint introduce impose suspend ratify withdraw-from convene coordinate commit confer consider-together deal-with go-over
 arrange determine resolve table charge press order direct task back reflect mean address follow-up demonstrate commemorate
 review examine explore honor honour value celebrate share accept decide approve approve-of align-with accede-to undertake
 champion present require summon designate nominate inaugurate hold-a-meeting hold-a-phone-call speak-to speak-with
 talk-to talk-with meet-with see-as settle-on commit-to deliver-remarks deliver-a-speech deliver-a-statement make-a-statement
 issue-a-statement issue-a-communique read-out refrain-from-commenting stop-short-of strike-a-deal single-out play-down turn-down
 stand-by stand-with greet confer negotiate consult question doubt
 challenge contest contradict feel continue cherish appreciate invite lobby protest probe query pose term post work credit
 be-ready be-prepared stand-ready oppose expect think endorse support favor favour consider decline-to-comment decline-to-say worry focus-on aim intend plan raise speak-by-phone draw-a-parallel give-priority-to push-for compliment `

// onlyClause are verbs which a bare noun phrase does not follow.
const onlyClause = " say add reply respond comment remark maintain argue insist think believe state tell "

// nouns are forms which are more often nouns than verbs.
const nouns = ` report reports claim claims comment comments remark remarks question questions note notes hope hopes fear fears call calls
 support demand demands request requests plan plans pledge pledges vow vows promise promises praise blame release debate debates address offer offers
 concern answer answers reply order orders attack attacks state states estimate estimates warning label labels stress urge wish wishes
 tweet tweets post posts value focus welcome view views account accounts deal voice voices thought thanks forecast forecasts
 press threat greeting mention mentions signal signals joke jokes quote quotes hint hints recall brief counsel
 attack attacks vote votes look looks plan show shows push try cast aim charge charges sign signs name names list lists share shares challenge challenges
 order launch issue issues focus concern concerns worry worries doubt doubts interest interests sound need needs file files
 set surprise credit credits rule rules run runs struggle struggles project projects hit hits fire hire target targets
 count counts watch reflect cover covers counter champion block ban bans track record records shift shifts pivot pivots mark marks
 trust feature features display displays lead leads design designs judge judges witness contrast notice guess love hate dislike
 fight fights favor trouble pressure pitch pitches appeal lobby move moves protest protests review bet bets dream back
 bash respect embrace view present presents act acts fear fault jab jabs rant rants test tests risk risks plug pan tease slight smear swipe
 trash talk talks lecture rebuke regret release tap wave wager desire dispute disputes experience forecast gripe object objects
 cheer cheers change changes deal deals discount scare sense process figure figures rate rates rank ranks root roots term terms turn turns state `

// objectVerbs are verbs whose object belongs to the content.
const objectVerbs = " express extend convey voice offer reaffirm "

// moreCues are verbs of saying beside those of the table.
var moreCues = []struct {
	takes takes
	forms string // base, third person, past, -ing
}{
	{takesClause, "quip quips quipped quipping"},
	{takesClause, "chant chants chanted chanting"},
	{takesClause, "shout shouts shouted shouting"},
	{takesClause, "yell yells yelled yelling"},
	{takesClause, "boast boasts boasted boasting"},
	{takesClause, "brag brags bragged bragging"},
	{takesClause, "scoff scoffs scoffed scoffing"},
	{takesClause, "retort retorts retorted retorting"},
	{takesClause, "exclaim exclaims exclaimed exclaiming"},
	{takesClause, "confess confesses confessed confessing"},
	{takesClause, "complain complains complained complaining"},
	{takesClause, "surmise surmises surmised surmising"},
	{takesClause, "posit posits posited positing"},
	{takesClause, "theorize theorizes theorized theorizing"},
	{takesClause, "contend contends contended contending"},
	{takesClause, "whisper whispers whispered whispering"},
	{takesClause, "intone intones intoned intoning"},
	{takesClause, "thunder thunders thundered thundering"},
	{takesClause, "deadpan deadpans deadpanned deadpanning"},
	{takesClause, "marvel marvels marveled marveling"},
	{takesClause | takesStrict, "reason reasons reasoned reasoning"},
	{takesClause, "rave raves raved raving"},
	{takesClause | takesStrict, "read reads read reading"},
	{takesClause, "recount recounts recounted recounting"},
	{takesClause | takesStrict, "continue continues continued continuing"},
	{takesClause | takesObject, "tout touts touted touting"},
	{takesObject, "mock mocks mocked mocking"},
	{takesObject, "ridicule ridicules ridiculed ridiculing"},
	{takesObject, "bash bashes bashed bashing"},
	{takesObject, "defend defends defended defending"},
	{takesObject, "outline outlines outlined outlining"},
	{takesObject, "detail details detailed detailing"},
	{takesObject, "liken likens likened likening"},
	{takesObject, "compare compares compared comparing"},
	{takesObject, "brand brands branded branding"},
	{takesObject, "voice voices voiced voicing"},
	{takesObject, "float floats floated floating"},
	{takesObject, "extend extends extended extending"},
	{takesObject, "evaluate evaluates evaluated evaluating"},
	{takesObject, "commend commends commended commending"},
	{takesObject, "review reviews reviewed reviewing"},
	{takesObject, "express expresses expressed expressing"},
	{takesClause | takesPerson, "tell tells told telling"},
	{takesClause | takesPerson, "remind reminds reminded reminding"},
	{takesClause | takesPerson, "assure assures assured assuring"},
	{takesClause | takesPerson, "convince convinces convinced convincing"},
	{takesClause | takesPerson, "inform informs informed informing"},
	{takesClause | takesObject | takesBelief, "believe believes believed believing"},
	{takesClause | takesBelief, "think thinks - thinking"},
	{takesClause | takesTo | takesBelief, "hope hopes hoped hoping"},
	{takesClause | takesStrict, "- - found -"},
	{takesClause, "show shows showed showing"},
	{takesClause | takesStrict, "maintain maintains maintained maintaining"},
	{takesClause | takesStrict, "repeat repeats repeated repeating"},
	{takesClause | takesStrict, "write writes wrote writing"},
	{takesClause | takesStrict, "recognize recognizes recognized recognizing"},
	{takesClause | takesStrict, "recognise recognises recognised recognising"},
	{takesTo | takesBelief, "refuse refuses refused refusing"},
	{takesTo | takesBelief, "decline declines declined declining"},
}

const warnForms = "warn warns warned warning"

// moreCuePhrases are phrases of saying beside those of the table: forms of
// the verb, then the words after it.
var moreCuePhrases = []struct {
	takes       takes
	forms, rest string
}{
	{takesClause, "make makes made making", "clear"},
	{takesClause, "make makes made making", "it clear"},
	{takesObject, "speak speaks spoke speaking", wordAbout},
	{takesObject, "talk talks talked talking", wordAbout},
	{takesObject, "refer refers referred referring", "to"},
	{takesObject, "refer refers referred referring", "to"},
	{takesObject, "point points pointed pointing", "to"},
	{takesObject, "lash lashes lashed lashing", "out at"},
	{takesObject, "complain complains complained complaining", wordAbout},
	{takesClause, "fire fires fired firing", "back"},
	{takesClause, "shoot shoots shot shooting", "back"},
	{takesClause, "go goes went going", "on to say"},
	{takesClause | takesStrict, "go goes went going", "on"},
	{takesObject, "lay lays laid laying", "out"},
	{takesObject, warnForms, "of"},
	{takesObject, warnForms, wordAbout},
	{takesObject, warnForms, "against"},
	{takesObject, "exchange exchanges exchanged exchanging", "views on"},
	{takesObject, "exchange exchanges exchanged exchanging", "views about"},
}

// addCues puts every form of every cue into the lexicon.
func addCues(l *lexicon) {
	skip, noun := wordSet(notCues), wordSet(nouns)
	addCue := func(l *lexicon, head string, rest []string, t takes, form verbForm, bare bool) {
		if bare {
			t &^= takesObject
		}
		l.addCue(head, cueForm{takes: t, form: form, rest: rest, noun: len(rest) == 0 && noun[head]})
	}
	for _, c := range facts.Cues() {
		if skip[strings.ReplaceAll(c.Lemma, " ", "-")] {
			continue
		}
		t, ok := classTakes[c.Class]
		if !ok {
			continue
		}
		for i, f := range c.Forms {
			head, rest, _ := strings.Cut(f, " ")
			if rest != "" && strings.Contains(objectVerbs, " "+strings.Fields(c.Lemma)[0]+" ") {
				continue // "expressed gratitude for …": the gratitude is what is said
			}
			form := formOf(head, i)
			addCue(l, head, strings.Fields(rest), t, form, strings.Contains(onlyClause, " "+c.Lemma+" "))
		}
	}
	for _, c := range moreCues {
		for i, f := range strings.Fields(c.forms) {
			if f == "-" {
				continue
			}
			addCue(l, f, nil, c.takes, verbForm(i), false)
		}
	}
	for _, c := range moreCuePhrases {
		for i, f := range strings.Fields(c.forms) {
			addCue(l, f, strings.Fields(c.rest), c.takes, verbForm(i), false)
		}
	}
	addFrames(l, noun)
}

// formOf tells the form of a verb by its ending; i is its place in the table,
// where the base form stands first and the third person second.
func formOf(w string, i int) verbForm {
	switch {
	case i == 0:
		return formBase
	case i == 1:
		return formThird
	case strings.HasSuffix(w, "ing"):
		return formIng
	}
	return formPast
}

func (l *lexicon) addCue(head string, c cueForm) {
	e := l.entry(head)
	if c.form == formBe {
		e.flags |= fBeCue
	} else {
		e.flags |= fCue
	}
	for i := range e.cues {
		if slices.Equal(e.cues[i].rest, c.rest) && (e.cues[i].form == formBe) == (c.form == formBe) {
			e.cues[i] = c // a later table is the more exact one
			return
		}
	}
	if c.form == formBe {
		e.cues = append(e.cues, c)
		return
	}
	e.cues = slices.Insert(e.cues, l.activeCues(e), c) // cues[0] is active where there is one
}

// activeCues counts the cues of e that are no formBe, which stand first.
func (*lexicon) activeCues(e *lexeme) int {
	n := 0
	for n < len(e.cues) && e.cues[n].form != formBe {
		n++
	}
	return n
}

func wordSet(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// cueAt returns the cue whose verb is the last word of group g, the longest one.
func (p *page) cueAt(g group, end int) (cue, bool) {
	t := &p.tokens[g.verb]
	best := cue{group: g.from, from: g.verb, to: -1}
	for k := range t.lex.cues {
		c := &t.lex.cues[k]
		if g.verb+len(c.rest) >= end || !g.fits(c.form) {
			continue
		}
		if to := g.verb + 1 + len(c.rest); to > best.to && p.wordsAt(g.verb+1, c.rest) {
			best.to, best.form = to, c
		}
	}
	if p.genre != ofNews {
		return p.reportAt(g, end, best)
	}
	return best, best.to > 0
}

func (p *page) wordsAt(i int, ws []string) bool {
	for k, w := range ws {
		t := &p.tokens[i+k]
		if t.quote >= 0 || t.shape != lower || p.text[t.start:t.end] != w {
			return false
		}
	}
	return true
}

// cuesOf finds the verbs of saying of a sentence, outside its quotations, and
// the start of their verb groups.
func (p *page) cuesOf(s sentence) []cue {
	var out []cue
	for i := s.from; i < s.to; i++ {
		t := &p.tokens[i]
		if t.quote >= 0 && !p.quotes[t.quote].single || !t.is(fCue|fBeCue) && (p.genre == ofNews || len(t.lex.reports) == 0) {
			continue
		}
		if t.shape != lower && !p.titleCase(s, i) {
			continue
		}
		g := p.groupOf(i, s)
		c, ok := p.cueAt(g, s.to)
		if !ok && g.to && p.genre != ofNews {
			c, ok = p.purposeAt(g, s)
		}
		if ok {
			out = append(out, c)
			i = c.to - 1
		}
	}
	return out
}

// titleCase reports whether sentence s is a heading whose words have
// capitals, so that token i may be a verb for all its capital.
func (p *page) titleCase(s sentence, i int) bool {
	if i == s.from || s.to-s.from > 25 {
		return false
	}
	low, high := 0, 0
	for k := s.from; k < s.to; k++ {
		t := &p.tokens[k]
		if !t.word() || t.is(fPrep|fDet|fConj) {
			continue
		}
		if t.capped() {
			high++
		} else {
			low++
		}
	}
	return high > 3*low && p.tokens[i].shape == capital && len(p.tokens[i].lex.cues) > 0 && p.tokens[i].lex.cues[0].form == formThird
}

// group is a verb with the words before it that belong to it: "has also
// [said]".
type group struct {
	from, verb          int
	be, have, modal, to bool
}

// groupOf finds the group whose verb is token verb.
func (p *page) groupOf(verb int, s sentence) group {
	g := group{from: verb, verb: verb}
	for g.from > s.from {
		t := &p.tokens[g.from-1]
		if !t.word() || t.quote >= 0 || t.shape != lower {
			break
		}
		w := t.lex
		switch {
		case w.flags&fBe != 0:
			g.be = true
		case w.flags&fHave != 0:
			g.have = true
		case w.flags&fModal != 0:
			g.modal = true
		case w.flags&(fAdverb|fNot) != 0 && w.flags&fTime == 0 || strings.HasSuffix(p.str(g.from-1), "ly"):
		case w.word == "to" && g.from-2 >= s.from && p.aspect(g.from-2):
			g.modal = true // "continued to say"
			g.from--
		case w.word == "to":
			g.to = true
		default:
			return g
		}
		g.from--
	}
	return g
}

// aspect reports whether token i is a verb that only says how the verb after
// "to" goes on.
func (p *page) aspect(i int) bool {
	if p.tokens[i].quote >= 0 {
		return false
	}
	switch p.str(i) {
	case "continue", "continues", "continued", "began", "begun", "begins", "begin", "starts", "started":
		return true
	}
	return false
}

// fits reports whether the group makes a finite verb of form f, active unless
// it is formBe, or a participle that continues a clause.
func (g *group) fits(f verbForm) bool {
	switch f {
	case formPast:
		return !g.be && !g.to
	case formIng:
		return !g.to
	case formBase:
		return g.modal || !g.to && !g.be && !g.have
	case formBe:
		return g.be && !g.to
	}
	return !g.be && !g.have && !g.modal && !g.to
}
