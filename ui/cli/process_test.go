//go:build linux

package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"

	"readout/briefings"
	"readout/briefings/analysis"
	"readout/briefings/markup"
	"readout/store"
)

// program is a process in a pseudo terminal of its own, and what it has shown.
type program struct {
	tb   testing.TB
	cmd  *exec.Cmd
	tty  *os.File
	mu   sync.Mutex
	seen bytes.Buffer
	more chan struct{}
}

// start runs a program at 120x40.
func start(tb testing.TB, library, bin string, args ...string) *program {
	tb.Helper()
	p := &program{tb: tb, cmd: exec.Command(bin, args...), more: make(chan struct{}, 1)}
	home := tb.TempDir()
	p.cmd.Env = append(os.Environ(), "TERM=xterm-256color", "READOUT_LIBRARY="+library,
		"HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_DATA_HOME="+home, "NO_COLOR=")
	tty, err := pty.StartWithSize(p.cmd, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		tb.Fatal(err)
	}
	p.tty = tty
	go func() {
		buf := make([]byte, 1<<16)
		for {
			n, err := tty.Read(buf)
			p.mu.Lock()
			p.seen.Write(buf[:n])
			p.mu.Unlock()
			select {
			case p.more <- struct{}{}:
			default:
			}
			if err != nil {
				return
			}
		}
	}()
	tb.Cleanup(func() { p.kill() })
	return p
}

// wait waits until the program has shown s since the last call of forget.
func (p *program) wait(s string) {
	p.tb.Helper()
	deadline := time.After(20 * time.Second)
	for {
		p.mu.Lock()
		found := bytes.Contains(p.seen.Bytes(), []byte(s))
		p.mu.Unlock()
		if found {
			return
		}
		select {
		case <-p.more:
		case <-deadline:
			p.mu.Lock()
			defer p.mu.Unlock()
			p.tb.Fatalf("%q was never shown; the terminal got %q", s, tail(p.seen.String(), 4000))
		}
	}
}

func tail(s string, n int) string { return s[max(0, len(s)-n):] }

func (p *program) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen.Reset()
}

func (p *program) press(keys string) {
	if _, err := p.tty.WriteString(keys); err != nil {
		p.tb.Fatal(err)
	}
}

func (p *program) kill() {
	if p.cmd.ProcessState == nil {
		_ = p.cmd.Process.Kill()
		_ = p.cmd.Wait()
		_ = p.tty.Close()
	}
}

// peak is the most memory that the program has held, in MiB.
func (p *program) peak() float64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kb, _ := strconv.ParseFloat(fields[0], 64)
	return kb / 1024
}

// cpu is the time that the program's threads have run.
func (p *program) cpu() time.Duration {
	files, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", p.cmd.Process.Pid))
	var sum int64
	for _, f := range files {
		data, _ := os.ReadFile(f)
		ran, _, _ := strings.Cut(string(data), " ")
		n, _ := strconv.ParseInt(ran, 10, 64)
		sum += n
	}
	return time.Duration(sum)
}

// build compiles a package of this module into a program.
func build(tb testing.TB, pkg, name string) string {
	tb.Helper()
	bin := filepath.Join(tb.TempDir(), name)
	if out, err := exec.Command("go", "build", "-o", bin, pkg).CombinedOutput(); err != nil {
		tb.Fatalf("build %s: %v\n%s", pkg, err, out)
	}
	return bin
}

// fillLibrary stores n briefings of about 3 kB.
func fillLibrary(tb testing.TB, dir string, n int) {
	tb.Helper()
	lib := store.New(dir, store.Options{})
	for from := 0; from < n; from += 1000 {
		var docs []briefings.Import
		for i := from; i < min(n, from+1000); i++ {
			docs = append(docs, generated(i, 500))
		}
		if _, err := lib.Import(context.Background(), docs); err != nil {
			tb.Fatal(err)
		}
	}
}

// generated is a document of so many words; the same for the same numbers.
func generated(n, words int) briefings.Import {
	vocabulary := strings.Fields("border river treaty minister railway talks delegation agreement trade visit summit commission energy water support statement region capital spokesman meeting")
	var b strings.Builder
	seed := uint32(n)*2654435761 + 1
	for i := range words {
		seed = seed*1664525 + 1013904223
		b.WriteString(vocabulary[seed>>16%uint32(len(vocabulary))])
		switch {
		case i%80 == 79:
			b.WriteString(".\n\n")
		case i%13 == 12:
			b.WriteString(". ")
		default:
			b.WriteByte(' ')
		}
	}
	imp := briefings.Import{Markdown: strings.TrimSpace(b.String()) + "\n", Format: "markdown"}
	imp.Text, imp.Blocks = markup.Parse(imp.Markdown).Text()
	imp.Original = []byte(imp.Markdown)
	imp.Details = briefings.Details{
		Title: fmt.Sprintf("Briefing number %d", n), Source: "Desk", URL: fmt.Sprintf("https://desk.example/%d", n),
		Published: briefings.DayOf(time.Date(2020, 1, 1+n%1500, 0, 0, 0, 0, time.UTC)), Kind: briefings.KindNews, TitleFrom: briefings.FromMeta,
	}
	imp.Identity = briefings.URLIdentity(imp.Details.URL)
	imp.Analysis.Version = analysis.Version // else the reader analyses while it is measured
	return imp
}

// BenchmarkStart measures the time from the start of the process to the first
// painted frame, over a library of 10,000 briefings, beside an empty screen
// that links the same libraries, turn and turn about.
func BenchmarkStart(b *testing.B) {
	readout, empty := build(b, "readout", "readout"), build(b, "readout/ui/cli/internal/empty", "empty")
	lib := b.TempDir()
	fillLibrary(b, lib, 10_000)
	var ours, bare []time.Duration
	var peak, barePeak float64
	for b.Loop() {
		t := time.Now()
		p := start(b, lib, empty)
		p.wait("empty screen")
		bare = append(bare, time.Since(t))
		barePeak = max(barePeak, p.peak())
		p.kill()

		t = time.Now()
		p = start(b, lib, readout)
		p.wait("Briefing number")
		ours = append(ours, time.Since(t))
		peak = max(peak, p.peak())
		p.kill()
	}
	b.ReportMetric(ms(median(ours)), "readout-ms")
	b.ReportMetric(ms(median(bare)), "empty-ms")
	b.ReportMetric(ms(median(ours))/ms(median(bare)), "ratio")
	b.ReportMetric(peak, "readout-peak-MB")
	b.ReportMetric(barePeak, "empty-peak-MB")
}

// BenchmarkKey measures the CPU that a key press costs while scrolling an
// article of 30,000 words, over that of the empty program.
func BenchmarkKey(b *testing.B) {
	readout, empty := build(b, "readout", "readout"), build(b, "readout/ui/cli/internal/empty", "empty")
	lib := b.TempDir()
	doc := generated(1, 30_000)
	doc.Details.Title = "A long one"
	if _, err := store.New(lib, store.Options{}).Import(context.Background(), []briefings.Import{doc}); err != nil {
		b.Fatal(err)
	}
	perKey := func(p *program) time.Duration {
		const keys = 300
		time.Sleep(500 * time.Millisecond)
		before := p.cpu()
		for range keys {
			p.press("j")
			time.Sleep(10 * time.Millisecond)
		}
		time.Sleep(100 * time.Millisecond)
		return (p.cpu() - before) / keys
	}
	var ours, bare []time.Duration
	var peak float64
	for b.Loop() {
		p := start(b, lib, empty)
		p.wait("empty screen")
		bare = append(bare, perKey(p))
		p.kill()
		p = start(b, lib, readout)
		p.wait("A long one")
		p.press("\r")
		ours = append(ours, perKey(p))
		peak = max(peak, p.peak())
		p.kill()
	}
	b.ReportMetric(peak, "readout-peak-MB")
	b.ReportMetric(ms(median(ours)), "readout-ms/key")
	b.ReportMetric(ms(median(bare)), "empty-ms/key")
	b.ReportMetric(ms(median(ours))-ms(median(bare)), "over-ms/key")
}

// BenchmarkImportCorpus measures the whole process that imports the real
// documents of READOUT_CORPUS/docs into a new library.
func BenchmarkImportCorpus(b *testing.B) {
	corpus := os.Getenv("READOUT_CORPUS")
	if corpus == "" {
		b.Skip("READOUT_CORPUS is not set: no real documents to import")
	}
	readout := build(b, "readout", "readout")
	docs := 0
	var peak float64
	var spent time.Duration
	for b.Loop() {
		dir := b.TempDir()
		cmd := exec.Command(readout, "--library", dir, "import", filepath.Join(corpus, "docs"))
		var out bytes.Buffer
		cmd.Stdout = &out
		t := time.Now()
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		watch := &program{cmd: cmd} // ru_maxrss of a child counts this process too
		stop := make(chan struct{})
		var watched sync.WaitGroup
		watched.Go(func() {
			for {
				peak = max(peak, watch.peak())
				select {
				case <-stop:
					return
				case <-time.After(2 * time.Millisecond):
				}
			}
		})
		err := cmd.Wait()
		spent += time.Since(t)
		close(stop)
		watched.Wait()
		if err != nil {
			b.Fatal(err)
		}
		docs += bytes.Count(out.Bytes(), []byte("\n"))
	}
	b.ReportMetric(float64(docs)/spent.Seconds(), "docs/s")
	b.ReportMetric(peak, "peak-MB")
}

func median(d []time.Duration) time.Duration {
	d = slices.Sorted(slices.Values(d))
	return d[len(d)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
