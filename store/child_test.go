package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"readout/briefings"
)

// childEnv tells a copy of the test program what to do to the library in dirEnv.
const (
	childEnv = "READOUT_STORE_TEST_CHILD"
	dirEnv   = "READOUT_STORE_TEST_DIR"
)

// childMain does what a test asked a child process to do; it reports false in
// the test program itself.
func childMain() bool {
	s := New(os.Getenv(dirEnv), Options{Wait: 20 * time.Second})
	switch os.Getenv(childEnv) {
	case "":
		return false
	case "work":
		childWork(s)
	case "undo":
		childUndo(s)
	case "hold":
		childHold(s)
	case "fill":
		childFill(s)
	default:
		panic("no such child")
	}
	return true
}

// child is the command of a child process.
func child(ctx context.Context, t *testing.T, what, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(ctx, exe)
	cmd.Env = append(os.Environ(), childEnv+"="+what, dirEnv+"="+dir)
	cmd.Stderr = os.Stderr
	return cmd
}

// childWork imports, revises and annotates for ever, and says what is durable
// as soon as it is: "doc ID REVISION" and "note ID".
func childWork(s *Store) {
	ctx := context.Background()
	start := time.Now().UnixNano() % 1e9
	for i := int64(0); ; i++ {
		var batch []briefings.Import
		for k := range 1 + i%4 {
			in := synthetic(int(start+i/2*10+k), 200)
			in.Path = fmt.Sprintf("/docs/%d", start+i/2*10+k)
			if i%2 == 1 {
				in.Text = "Late addition. " + in.Text
				in.Markdown, in.Original, in.Blocks, in.Analysis = in.Text, []byte(in.Text), nil, briefings.Analysis{}
			}
			batch = append(batch, in)
		}
		out, err := s.Import(ctx, batch)
		if err != nil {
			panic(err)
		}
		for _, o := range out {
			fmt.Println("doc", o.ID)
		}
		n, err := s.Annotate(ctx, briefings.Annotation{
			Briefing: out[0].ID, Position: &briefings.Span{Start: 20, End: 60}, Text: "note",
		})
		if err != nil {
			panic(err)
		}
		fmt.Println("note", n.ID)
	}
}

// childUndo changes the library for ever, takes changes back and makes them again.
func childUndo(s *Store) {
	ctx := context.Background()
	d := s.Desk()
	for i := 0; ; i++ {
		all, err := d.Find(ctx, Filter{})
		if err != nil {
			panic(err)
		}
		var ids []string
		for i := range all {
			ids = append(ids, all[i].ID)
		}
		switch k := rand.IntN(10); {
		case k == 8:
			_, err = d.Correct(ctx, briefings.Correction{
				Kind: briefings.CorrectAdd, Briefing: ids[0], Parts: []briefings.Span{{Start: 20, End: 60}}, Who: []briefings.Speaker{{Name: "Anna Holt"}},
			})
		case k == 9:
			_, err = d.Correct(ctx, briefings.Correction{
				Kind: briefings.CorrectMerge, Of: briefings.Party{ID: "person-1"}, Who: []briefings.Speaker{{Name: "Eva Moor"}},
			})
		case k == 0 && len(ids) > 4:
			err = d.Remove(ctx, ids[:2], true)
		case k == 1:
			err = d.Tag(ctx, ids, []string{"border"}, nil)
		case k == 2:
			err = d.Tag(ctx, ids, nil, []string{"border", "desk1"})
		case k == 3:
			_, err = d.Annotate(ctx, briefings.Annotation{Briefing: ids[0], Position: &briefings.Span{Start: 20, End: 60}, Tags: []string{"border"}})
		case k == 4:
			_, err = d.RenameTag(ctx, "border", "frontier")
		case k == 5:
			_, err = d.Redo(ctx)
		default:
			_, err = d.Undo(ctx)
		}
		// Another desk may have removed a briefing since it was found.
		if err != nil && !errors.Is(err, briefings.ErrNoStep) && !errors.Is(err, briefings.ErrNotFound) {
			panic(err)
		}
		if i == 3 {
			fmt.Println("at work")
		}
	}
}

// TestKillUndo kills a process that changes a library and takes changes back:
// the journal always agrees with the library, so that taking back every step
// leads to where it began.
func TestKillUndo(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	ctx := context.Background()
	s := newStore(t)
	for i := range 12 {
		mustImport(t, s, synthetic(i, 100))
	}
	began := wholeOf(ctx, t, s)
	d := s.Desk()
	steps := 0
	for range 6 {
		cmd := child(ctx, t, "undo", s.dir)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		_, err = bufio.NewReader(out).ReadString('\n')
		must(t, err)
		time.Sleep(time.Duration(rand.IntN(200)) * time.Millisecond)
		must(t, cmd.Process.Kill())
		_ = cmd.Wait()
		checkSound(t, s)
		killed, first := wholeOf(ctx, t, s), steps
		for {
			step, err := d.Undo(ctx)
			if errors.Is(err, briefings.ErrNoStep) {
				break
			}
			must(t, err)
			if step.Left > 0 {
				t.Errorf("left %d of %q", step.Left, step.What)
			}
			steps++
		}
		if !reflect.DeepEqual(wholeOf(ctx, t, s), began) {
			t.Fatal("taking back every step does not lead to where it began")
		}
		for range steps - first {
			_, err := d.Redo(ctx)
			must(t, err)
		}
		if !reflect.DeepEqual(wholeOf(ctx, t, s), killed) {
			t.Fatal("making every step again does not lead to where it was killed")
		}
		for range steps - first {
			_, err := d.Undo(ctx)
			must(t, err)
		}
		checkSound(t, s)
	}
	t.Logf("%d steps were taken back after the kills", steps)
}

// TestKill kills a process that works on a library at random moments: the
// library is sound each time and has all that was said to be durable.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills processes")
	}
	ctx := context.Background()
	s := newStore(t)
	var docs, notes []string
	// A busy machine may kill a child before it has done anything: more rounds then.
	for round := 0; round < 8 || (len(docs) == 0 || len(notes) == 0) && round < 60; round++ {
		cmd := child(ctx, t, "work", s.dir)
		var out bytes.Buffer
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(30+rand.IntN(400)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		lines := bufio.NewScanner(&out)
		for lines.Scan() {
			if id, ok := strings.CutPrefix(lines.Text(), "doc "); ok && len(id) == 12 {
				docs = append(docs, id)
			}
			if id, ok := strings.CutPrefix(lines.Text(), "note "); ok && len(id) == 26 {
				notes = append(notes, id)
			}
		}
		checkSound(t, s)
		for _, id := range docs {
			if _, err := s.Article(ctx, id); err != nil {
				t.Errorf("round %d: %v", round, err)
			}
		}
		for _, id := range notes {
			if _, err := s.Annotation(ctx, id); err != nil {
				t.Errorf("round %d: %v", round, err)
			}
		}
	}
	if len(docs) == 0 || len(notes) == 0 {
		t.Fatal("no child did anything before it was killed")
	}
	t.Logf("%d briefings and %d notes outlived the kills", len(docs), len(notes))
}

// childHold holds the library as a long import would, until its input ends.
func childHold(s *Store) {
	err := s.run(context.Background(), request{doing: "import", wait: time.Minute, write: true, create: true, batch: true},
		func(*txn) error {
			fmt.Println("held")
			_, _ = os.Stdin.Read(make([]byte, 1))
			return nil
		})
	if err != nil {
		panic(err)
	}
}

func TestBusy(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	s.wait = 50 * time.Millisecond
	cmd := child(ctx, t, "hold", s.dir)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "held\n" {
		t.Fatal(line, err)
	}
	_, err = s.Find(ctx, Filter{})
	if !errors.Is(err, briefings.ErrBusy) || !strings.Contains(err.Error(), fmt.Sprintf("import, process %d", cmd.Process.Pid)) {
		t.Errorf("Find = %v; want ErrBusy and who to wait for", err)
	}
	s.wait = time.Minute
	canceled, cancel := context.WithTimeout(ctx, 30*time.Millisecond)
	defer cancel()
	if _, err := s.Find(canceled, Filter{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("canceled: %v", err)
	}
	if err := in.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Find(ctx, Filter{}); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(s.holderPath()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the sign was left: %v", err)
	}
}

// TestTwoProcesses lets goroutines and processes read and write one library.
func TestTwoProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	s := newStore(t)
	s.wait = 20 * time.Second
	id := mustImport(t, s, doc("Talks", "The ministers of Norland and Sudmark met."))[0].ID
	ctx, cancel := context.WithTimeout(context.Background(), 1500*time.Millisecond)
	defer cancel()
	failed := make(chan error, 10)
	for range 2 {
		cmd := child(ctx, t, "work", s.dir)
		cmd.Stderr = nil
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() {
			_ = cmd.Wait()
			failed <- nil
		}()
	}
	for i := range 4 {
		go func() {
			var err error
			for n := 0; err == nil && ctx.Err() == nil; n++ {
				if i == 0 {
					err = s.SetRead(context.WithoutCancel(ctx), []string{id}, n%2 == 0)
				} else if _, err = s.Find(context.WithoutCancel(ctx), Filter{Limit: 10}); err == nil {
					_, err = s.Article(context.WithoutCancel(ctx), id)
				}
			}
			failed <- err
		}()
	}
	for range 6 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

// TestTwoDesks lets two readers change one library, take back and make again
// what either did: the library stays whole, and taking back every step that is
// left leads to where it began.
func TestTwoDesks(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	ctx := context.Background()
	s := newStore(t)
	s.wait = 20 * time.Second
	for i := range 12 {
		mustImport(t, s, synthetic(i, 100))
	}
	began := wholeOf(ctx, t, s)
	d := s.Desk()
	var both []*exec.Cmd
	for range 2 {
		cmd := child(ctx, t, "undo", s.dir)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		_, err = bufio.NewReader(out).ReadString('\n')
		must(t, err)
		both = append(both, cmd)
	}
	for i := range 40 {
		walk := d.Undo
		if i%3 == 0 {
			walk = d.Redo
		}
		if step, err := walk(ctx); err != nil && !errors.Is(err, briefings.ErrNoStep) || step.Left > 0 {
			t.Errorf("%+v, %v", step, err)
		}
	}
	for _, cmd := range both {
		must(t, cmd.Process.Kill())
		_ = cmd.Wait()
	}
	checkSound(t, s)
	for {
		step, err := d.Undo(ctx)
		if errors.Is(err, briefings.ErrNoStep) {
			break
		}
		if err != nil || step.Left > 0 {
			t.Fatalf("%+v, %v", step, err)
		}
	}
	if !reflect.DeepEqual(wholeOf(ctx, t, s), began) {
		t.Error("taking back every step does not lead to where it began")
	}
}

// childFill imports until the disk is full, then makes a backup, and says how that went.
func childFill(s *Store) {
	if err := limitFiles(1 << 20); err != nil {
		fmt.Println("no limit:", err)
		return
	}
	for i := 0; ; i++ {
		if _, err := s.Import(context.Background(), []briefings.Import{synthetic(i, 3000)}); err != nil {
			fmt.Println("full after", i, err)
			break
		}
	}
	d := s.Desk()
	for i := 0; ; i++ {
		all, err := d.Find(context.Background(), Filter{})
		if err != nil {
			panic(err)
		}
		if err := d.Tag(context.Background(), idsOf(all), []string{strings.Repeat("long", 500) + strconv.Itoa(i)}, nil); err != nil {
			fmt.Println("steps", i, err)
			break
		}
	}
	if err := limitFiles(1 << 14); err == nil {
		fmt.Println(s.BackupFile(context.Background(), filepath.Join(s.dir, "copy.db")))
	}
}

func TestFullDisk(t *testing.T) {
	ctx := context.Background()
	s := newStore(t)
	out, err := child(ctx, t, "fill", s.dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	said := string(out)
	if strings.HasPrefix(said, "no limit") {
		t.Skip(said)
	}
	var n int
	if _, err := fmt.Sscanf(said, "full after %d", &n); err != nil || n == 0 || !strings.Contains(said, "is full; nothing was changed") {
		t.Errorf("the child said %q", said)
	}
	var steps int
	_, after, _ := strings.Cut(said, "steps ")
	if _, err := fmt.Sscanf(after, "%d tag: ", &steps); err != nil || !strings.Contains(after, "is full; nothing was changed") {
		t.Errorf("of steps the child said %q", after)
	}
	if done, err := s.Desk().Steps(ctx, 2*maxSteps); err != nil || len(done) != steps {
		t.Errorf("%d steps, %v; want %d", len(done), err, steps)
	}
	if !strings.Contains(said, "back up: the disk of "+filepath.Join(s.dir, "copy.db")+" is full") {
		t.Errorf("of the backup the child said %q", said)
	}
	if all, err := s.Find(ctx, Filter{}); err != nil || len(all) != n {
		t.Errorf("%d briefings, %v; want %d", len(all), err, n)
	}
	left, err := filepath.Glob(filepath.Join(s.dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
