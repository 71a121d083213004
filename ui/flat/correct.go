package flat

import (
	"strings"

	"readout/briefings"
)

// What the word correct takes.
const (
	fixSpeaker = "speaker"
	fixDismiss = "dismiss"
	fixAdd     = "add"
	fixRename  = "rename"
	fixMerge   = "merge"
	fixSplit   = "split"
	fixAlias   = "alias"
)

// correct corrects what was found in the article.
func (f *session) correct(args string) {
	what, rest := cut(args)
	kind, err := pick(what, []string{fixSpeaker, fixDismiss, fixAdd, fixRename, fixMerge, fixSplit, fixAlias})
	if err != nil {
		f.say("correct what? correct speaker NAME, dismiss, add NAME: WORDS, rename NAME, merge NAME, split NAME, or alias NAME of TOPIC.")
		return
	}
	c := briefings.Correction{Kind: briefings.CorrectionKind(kind), Briefing: f.art.ID}
	switch kind {
	case fixAdd:
		f.correctAdd(&c, rest)
		return
	case fixAlias:
		f.correctAlias(&c, rest)
		return
	}
	s := f.art.statement()
	if s == nil {
		f.say("Nobody speaks here. next statement goes to one.")
		return
	}
	words, of, who := quoted(short(s.Words(f.art.Text), 60)), line(s.Speaker.Name), (*briefings.Correction).Names
	c.Who = people(rest)
	if len(c.Who) == 0 && kind == fixSplit {
		c.Who = []briefings.Speaker{{Name: s.Speaker.Name}}
	}
	if len(c.Who) == 0 && kind != fixDismiss {
		f.sayf("Give a name: correct %s NAME.", kind)
		return
	}
	if c.Kind.InText() {
		c.Parts = s.Content
		if kind == fixDismiss {
			f.corrected(c, func(*briefings.Correction) string { return "No statement any more: " + words })
			return
		}
		f.corrected(c, func(c *briefings.Correction) string { return "Speaker of " + words + " set to " + line(who(c)) })
		return
	}
	if s.Speaker.ID == "" {
		f.say("This statement has no known speaker; correct speaker NAME gives it one.")
		return
	}
	c.Of = briefings.Party{Name: s.Speaker.Name, ID: s.Speaker.ID}
	f.corrected(c, func(c *briefings.Correction) string {
		switch to := line(who(c)); {
		case kind == fixRename:
			return "Renamed " + of + " to " + to
		case kind == fixMerge:
			return "Merged " + of + " into " + to
		case to == of:
			return of + " is another of that name in this briefing"
		default:
			return of + " is somebody else in this briefing: " + to
		}
	})
}

// people returns the speakers whose names are typed, with ; between.
func people(typed string) (out []briefings.Speaker) {
	for name := range strings.SplitSeq(typed, ";") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, briefings.Speaker{Name: name})
		}
	}
	return out
}

// correctAdd makes a statement of a passage.
func (f *session) correctAdd(c *briefings.Correction, args string) {
	name, words, _ := strings.Cut(args, ":")
	c.Who = people(name)
	if words = strings.TrimSpace(words); words == "" || len(c.Who) == 0 {
		f.say("correct add takes who says it and the words: correct add NAME: WORDS.")
		return
	}
	if at, ok := f.locate(words); ok {
		c.Parts = []briefings.Span{at}
		f.corrected(*c, func(c *briefings.Correction) string {
			return "Statement of " + line(c.Names()) + " added: " + quoted(short(words, 60))
		})
	}
}

// correctAlias gives a topic another name.
func (f *session) correctAlias(c *briefings.Correction, args string) {
	alias, topic, ok := cutLast(args, "of")
	if !ok || alias == "" || topic == "" {
		f.say("correct alias takes a name and a topic: correct alias NAME of TOPIC.")
		return
	}
	c.Alias, c.Topic.Label = alias, topic
	f.corrected(*c, func(c *briefings.Correction) string {
		return "Topic " + line(c.Topic.Label) + " is also called " + quoted(c.Alias)
	})
}

// corrected makes a correction and says what it did.
func (f *session) corrected(c briefings.Correction, said func(*briefings.Correction) string) {
	made, err := f.o.Library.Correct(f.ctx, c)
	if err != nil {
		f.fail(err)
		return
	}
	f.reread()
	f.didf("%s; undo takes it back.", said(&made))
}
