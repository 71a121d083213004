package topics

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"readout/briefings"
)

// hit is a name found: tokens [from, to).
type hit struct {
	from, to int32
	name     *name
	number   int16
}

// Find returns the topics, countries and organisations that text treats, in
// the order of their first mention. The mentions of one are sorted and do not
// overlap. Parents are not among them unless the text names them.
func (f *Finder) Find(text string) []briefings.Topic {
	if text == "" {
		return nil
	}
	x := f.index()
	s := search{f: f, x: x, text: text, tokens: tokenize(text, x.look)}
	s.run()
	s.outsideOrganisations()
	return s.topics()
}

// search is one run over one text.
type search struct {
	f       *Finder
	x       *index
	text    string
	tokens  []token
	hits    []hit
	best    [layers]hit // the longest names that begin at the token at hand
	strong  map[int32]bool
	numbers map[int16]bool  // of the climate conferences named
	between map[int32]int32 // generic topic -> the one between two states that the text names, -1 if several
}

func (s *search) run() {
	var last [layers]int32 // the end of the last name of each layer
	for i := range s.tokens {
		if t := &s.tokens[i]; t.word < 0 && t.number < 0 || t.gap == glued && i > 0 {
			continue
		}
		s.best = [layers]hit{}
		s.walk(0, int32(i), int32(i), -1)
		for l := range s.best {
			if h := s.best[l]; h.name != nil && h.from >= last[l] {
				last[l] = h.to
				s.hits = append(s.hits, h)
			}
		}
	}
}

// walk follows the trie from node with the token at i. A number follows two
// ways: its own and that of any number; names are short, so the depth is.
func (s *search) walk(node, from, i int32, number int16) {
	if i > from && len(s.x.ends[node]) > 0 {
		s.end(node, from, i, number)
	}
	if int(i) >= len(s.tokens) {
		return
	}
	t := &s.tokens[i]
	if i > from && t.gap == broken {
		return
	}
	if t.word >= 0 {
		if to, ok := s.x.next[uint64(node)<<32|uint64(uint32(t.word))]; ok {
			s.walk(to, from, i+1, number)
		}
	}
	if t.number > 0 && t.number < 100 {
		if to, ok := s.x.next[uint64(node)<<32|uint64(uint32(anyNumber))]; ok {
			s.walk(to, from, i+1, t.number)
		}
	}
}

// end takes the names that end before token i, if they are longer than what
// was found so far and fit.
func (s *search) end(node, from, i int32, number int16) {
	if int(i) < len(s.tokens) && s.tokens[i].gap == glued {
		return // in the middle of a word
	}
	for k := range s.x.ends[node] {
		n := &s.x.ends[node][k]
		if b := &s.best[n.layer]; (b.name == nil || i > b.to || i == b.to && n.series != noSeries) && s.fits(n, from, i) {
			*b = hit{from, i, n, number}
		}
	}
}

// outsideOrganisations drops the topics and countries that are only a part of
// an organisation's name: the World Trade Organization is no mention of
// trade, the Bank of Norland none of Norland. A state at the beginning of the
// name of one of its own bodies (US State Department) stays.
func (s *search) outsideOrganisations() {
	var names []hit
	for _, h := range s.hits {
		if h.name.layer == organisations && h.to-h.from > 1 {
			names = append(names, h)
		}
	}
	k := 0
	s.hits = slices.DeleteFunc(s.hits, func(h hit) bool {
		if h.name.layer == organisations || h.name.topic == nothing {
			return false
		}
		for k < len(names) && names[k].to <= h.from {
			k++
		}
		if k == len(names) || h.from < names[k].from || h.to > names[k].to || h.to-h.from == names[k].to-names[k].from {
			return false
		}
		return h.name.layer == themes || h.from > names[k].from
	})
}

// topics makes the result of the hits.
func (s *search) topics() []briefings.Topic {
	s.weigh()
	byID := map[string]int{}
	var out []briefings.Topic
	for _, h := range s.hits {
		if h.name.topic == nothing || !s.counts(&h) {
			continue
		}
		topic := s.topicOf(&h)
		k, ok := byID[topic.ID]
		if !ok {
			k = len(out)
			byID[topic.ID] = k
			out = append(out, topic)
		}
		span := briefings.Span{Start: int(s.tokens[h.from].start), End: int(s.tokens[h.to-1].end)}
		if m := out[k].Mentions; len(m) == 0 || !m[len(m)-1].Overlaps(span) {
			out[k].Mentions = append(out[k].Mentions, span)
		}
	}
	slices.SortStableFunc(out, func(a, b briefings.Topic) int {
		return cmp.Or(a.Mentions[0].Start-b.Mentions[0].Start, b.Mentions[0].End-a.Mentions[0].End)
	})
	return out
}

// weigh notes what the strong names of the text say about the weak ones.
func (s *search) weigh() {
	s.strong, s.numbers, s.between = map[int32]bool{}, map[int16]bool{}, map[int32]int32{}
	for _, h := range s.hits {
		if h.name.topic == nothing {
			continue
		}
		if h.name.series == parties {
			s.numbers[h.number] = true
		} else if rest, ok := strings.CutPrefix(s.f.topics[h.name.topic].ID, "cop"); ok {
			if n, err := strconv.ParseInt(rest, 10, 16); err == nil {
				s.numbers[int16(n)] = true
			}
		}
		if !h.name.weak {
			s.strong[h.name.topic] = true
		}
		if of, ok := s.x.generic[h.name.topic]; ok {
			if other, ok := s.between[of]; ok && other != h.name.topic {
				s.between[of] = -1
			} else {
				s.between[of] = h.name.topic
			}
		}
	}
}

func (s *search) counts(h *hit) bool { return !h.name.weak || s.strong[h.name.topic] }

// topicOf returns the topic of a hit, without mentions. A conference without
// its number is the one that the text names with a number, when there is only
// one; so is a normalisation without its states.
func (s *search) topicOf(h *hit) briefings.Topic {
	number := h.number
	switch h.name.series {
	case noSeries:
		if k, ok := s.between[h.name.topic]; ok && k >= 0 {
			return s.f.topics[k]
		}
		return s.f.topics[h.name.topic]
	case bareParties:
		if len(s.numbers) != 1 {
			return s.f.topics[h.name.topic]
		}
		for n := range s.numbers {
			number = n
		}
		return s.numbered("cop", "COP", "", "climate-and-environment", number)
	case parties:
		return s.numbered("cop", "COP", "", "climate-and-environment", number)
	case groups:
		return s.numbered("g", "G", " summit", "summits-and-meetings", number)
	}
	return s.numbered("wuf", "WUF", "", "summits-and-meetings", number)
}

// numbered returns the topic of the event with a number: the table's or the
// reader's, or one made for it.
func (s *search) numbered(id, label, after, parent string, number int16) briefings.Topic {
	n := strconv.Itoa(int(number))
	key := id + n + strings.ReplaceAll(after, " ", "-")
	if k, ok := s.f.byID[key]; ok {
		return s.f.topics[k]
	}
	return briefings.Topic{ID: key, Label: label + n + after, Parent: parent, Kind: briefings.TopicTheme}
}
