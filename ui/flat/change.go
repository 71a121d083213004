package flat

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"readout/briefings"
	"readout/briefings/query"
	"readout/ui/cells"
	"readout/ui/details"
)

// bring says how a change of several briefings is taken back.
func bring(bs []briefings.Briefing) string {
	if len(bs) > 1 {
		return "; undo takes it back"
	}
	return ""
}

// tag puts tags on briefings or on a note, or takes them off.
func (f *session) tag(args string, off bool) {
	what, target, _ := cutLast(args, "on")
	names := details.Tags(what)
	if len(names) == 0 {
		f.say("Give the names of tags, with commas or blanks between.")
		return
	}
	if number, ok := noteTarget(target); ok {
		f.tagNote(number, names, off)
		return
	}
	bs, err := f.targets(target)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	add, remove := names, []string(nil)
	if off {
		add, remove = nil, names
	}
	if err := f.o.Library.Tag(f.ctx, ids(bs), add, remove); err != nil {
		f.fail(err)
		return
	}
	f.refresh(ids(bs))
	if off {
		f.didf("Took %s off %s%s.", line(strings.Join(names, ", ")), of(bs), bring(bs))
		return
	}
	f.didf("Tagged %s: %s%s.", line(strings.Join(names, ", ")), of(bs), bring(bs))
}

// noteTarget reads "note 3" or "note".
func noteTarget(s string) (number string, ok bool) {
	word, number := cut(s)
	return number, word == unitNote
}

func (f *session) tagNote(number string, names []string, off bool) {
	n, err := f.noteHere(number)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	n.Tags = details.Retag(n.Tags, names, off)
	if f.annotate(n) {
		tags := line(strings.Join(n.Tags, ", "))
		if tags == "" {
			tags = "none"
		}
		f.didf("Tags of the note on %s: %s.", passage(&n), tags)
	}
}

// star puts a star on or takes it off.
func (f *session) star(args string, on bool) {
	bs, err := f.targets(args)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	if err := f.o.Library.SetStarred(f.ctx, ids(bs), on); err != nil {
		f.fail(err)
		return
	}
	f.refresh(ids(bs))
	if on {
		f.didf("Starred: %s%s.", of(bs), bring(bs))
		return
	}
	f.didf("No star on %s%s.", of(bs), bring(bs))
}

// markRead sets whether briefings count as read.
func (f *session) markRead(args string, read bool) {
	bs, err := f.targets(args)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	if err := f.o.Library.SetRead(f.ctx, ids(bs), read); err != nil {
		f.fail(err)
		return
	}
	f.refresh(ids(bs))
	if read {
		f.didf("Read: %s%s.", of(bs), bring(bs))
		return
	}
	f.didf("Unread: %s%s.", of(bs), bring(bs))
}

// rename renames a tag in the whole library.
func (f *session) rename(args string) {
	from, to, _ := cutLast(strings.TrimPrefix(args, "tag "), "to")
	a, b := details.Tags(from), details.Tags(to)
	if len(a) != 1 || len(b) != 1 {
		f.say("rename takes two tags: rename OLD to NEW.")
		return
	}
	n, err := f.o.Library.RenameTag(f.ctx, a[0], b[0])
	if err != nil {
		f.fail(err)
		return
	}
	if n == 0 {
		f.sayf("Nothing is tagged %s.", quoted(a[0]))
		return
	}
	f.reread()
	f.didf("Tag %s is %s now, in %s; undo takes it back.", line(a[0]), line(b[0]), cells.Count(n, "place"))
}

// reread reads rows and article again without a word.
func (f *session) reread() {
	f.load()
	if f.art != nil {
		f.refresh([]string{f.art.ID})
	}
}

// edit mends details, or rewrites a note.
func (f *session) edit(args string) {
	what, rest := cut(args)
	if what == unitNote { // of the library, too
		f.editNote(rest)
		return
	}
	bs, err := f.targets("")
	if err != nil {
		f.say("Read a briefing first, then edit it.")
		return
	}
	b := bs[0]
	fields := details.Fields(&b)
	values := map[string]string{}
	if what != "" {
		names := []string{unitNote}
		for i := range fields {
			names = append(names, fields[i].Name)
		}
		name, err := pick(what, names)
		if err != nil {
			f.say(sentence(err.Error()))
			return
		}
		if name == unitNote {
			f.editNote(rest)
			return
		}
		fields = slices.DeleteFunc(fields, func(d details.Field) bool { return d.Name != name })
	} else {
		f.say("Enter keeps a detail, a dash empties it, a dot gives up.")
	}
	for i := range fields {
		if !f.askDetail(&fields[i], rest, values) {
			f.say("Nothing was changed.")
			return
		}
	}
	f.setDetails(&b, values)
}

// askDetail puts the new value of a detail into values, from given or from what
// is typed; false gives up.
func (f *session) askDetail(d *details.Field, given string, values map[string]string) bool {
	for {
		v := given
		if v == "" {
			now := d.Value
			if now == "" {
				now = "not known"
			}
			answer, ok := f.ask(capital(d.Label) + " is " + now + ". New: ")
			if v = strings.TrimSpace(answer); !ok || v == "." {
				return false
			}
		}
		switch v {
		case "", d.Value:
			return true
		case "-":
			v = ""
		}
		err := d.Check(v)
		if err == nil {
			values[d.Name] = v
			return true
		}
		f.say(capital(sentence(err.Error())))
		if given != "" {
			return false
		}
	}
}

func (f *session) setDetails(b *briefings.Briefing, values map[string]string) {
	if len(values) == 0 {
		f.say("Nothing was changed.")
		return
	}
	d, which := details.Changed(b, values)
	if err := f.o.Library.Edit(f.ctx, b.ID, d, which); err != nil {
		f.fail(err)
		return
	}
	f.refresh([]string{b.ID})
	f.didf("Changed %s of %s.", strings.Join(which, ", "), titled(b))
}

// editNote rewrites a note, in the editor where there is one.
func (f *session) editNote(number string) {
	n, err := f.noteHere(number)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	text, err := f.edited(n.Text)
	switch {
	case err != nil:
		f.fail(err)
		return
	case text == n.Text:
		f.say("Nothing was changed.")
		return
	}
	n.Text = text
	if f.annotate(n) {
		f.didf("Note on %s.", passage(&n))
	}
}

// edited lets text be edited: in the editor at a terminal, else line by line.
func (f *session) edited(text string) (string, error) {
	if f.o.Actions.Edit == nil || !f.tty.interactive() {
		if text != "" {
			f.sayf("It says: %s", text)
		}
		fresh, ok := f.written("")
		if !ok {
			return text, nil
		}
		return fresh, nil
	}
	cmd, read, err := f.o.Actions.Edit(text)
	if err != nil {
		return "", err
	}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = f.tty.in, f.tty.out, f.tty.out
	ran := cmd.Run()
	written, err := read()
	return written, errors.Join(ran, err)
}

// remove removes briefings, after a question.
func (f *session) remove(args string) {
	bs, err := f.targets(args)
	if err != nil {
		f.say(capital(sentence(err.Error())))
		return
	}
	noted := 0
	for i := range bs {
		noted += bs[i].Notes
	}
	question := "Remove " + of(bs) + " from the library?"
	if noted > 0 {
		question += " " + cells.Count(noted, "note") + " of yours would go too."
	}
	answer, _ := f.ask(question + " Type yes to remove: ")
	if strings.TrimSpace(strings.ToLower(answer)) != "yes" {
		f.say("Nothing was removed.")
		return
	}
	err = f.o.Library.Remove(f.ctx, ids(bs), noted > 0)
	if errors.Is(err, briefings.ErrAnnotated) {
		f.say("Nothing was removed: notes were made meanwhile. Type remove again.")
		f.reread()
		return
	}
	if err != nil {
		f.fail(err)
		return
	}
	for _, id := range ids(bs) {
		f.forget(id)
	}
	f.didf("Removed %s; undo brings it back.", of(bs))
}

// undo takes changes back, or makes them again.
func (f *session) undo(args string, again bool) {
	n := 1
	if args != "" {
		var err error
		if n, err = strconv.Atoi(args); err != nil || n < 1 {
			f.say("Give the number of changes, or nothing for the last one.")
			return
		}
	}
	step, verb := f.o.Library.Undo, "Taken back"
	if again {
		step, verb = f.o.Library.Redo, "Made again"
	}
	for range n {
		if !f.step(step, verb) {
			return
		}
	}
}

// step takes back or makes again one change; it reports whether there was one.
func (f *session) step(do func(context.Context) (briefings.Step, error), verb string) bool {
	s, err := do(f.ctx)
	switch {
	case errors.Is(err, briefings.ErrNoStep):
		f.say("There is nothing more to take back or make again.")
		return false
	case err != nil:
		f.fail(err)
		return false
	}
	f.reread()
	if f.art != nil && slices.Contains(s.IDs, f.art.ID) {
		f.art.note = s.Note
	}
	said := verb + ": " + line(s.What)
	if s.Left > 0 {
		said += "; " + cells.Count(s.Left, "part") + " stayed, because it was changed since"
	}
	f.didf("%s", sentence(said))
	return true
}

// bulk is the number of changed briefings from which the whole library is read
// again and not each of them.
const bulk = 20

// refreshMany is refresh for many briefings.
func (f *session) refreshMany(which []string) {
	all, err := f.o.Library.Find(f.ctx, query.Query{}, f.order, 0, 0)
	if err != nil {
		f.fail(err)
		return
	}
	fresh := make(map[string]*briefings.Briefing, len(all))
	for i := range all {
		fresh[all[i].ID] = &all[i]
	}
	for i := range f.rows {
		if b := fresh[f.rows[i].ID]; b != nil {
			f.rows[i] = *b
		}
	}
	if f.art != nil && slices.Contains(which, f.art.ID) {
		f.refresh([]string{f.art.ID})
	}
}
