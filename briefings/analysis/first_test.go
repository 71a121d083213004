package analysis

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/briefings/attribution"
)

const envFirst = "READOUT_TEST_FIRST"

// TestFirst states what the first analysis of a process costs, which has the
// tables read: run by BenchmarkTables as a process of its own.
func TestFirst(t *testing.T) {
	if os.Getenv(envFirst) == "" {
		t.Skip("not asked for by BenchmarkTables")
	}
	held := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := held()
	began, spent := time.Now(), cpuTime()
	a := analyzer(t)
	r := a.Analyze("President Ada Varo of Norland said that COP29 matters.", attribution.Context{Date: "2022-02-01"})
	took := time.Since(began)
	spent = cpuTime() - spent
	if len(r.Statements) != 1 {
		t.Errorf("%d statements", len(r.Statements))
	}
	fmt.Printf("first %d %d %d\n", took.Nanoseconds(), spent.Nanoseconds(), held()-before)
	runtime.KeepAlive(a)
}

// BenchmarkTables states what the first analysis takes, of which nearly all is
// reading the tables, and how much memory they hold: the middle one of several
// processes.
func BenchmarkTables(b *testing.B) {
	var took, spent, held []int64
	for b.Loop() {
		cmd := exec.CommandContext(b.Context(), os.Args[0], "-test.run=^TestFirst$")
		cmd.Env = append(os.Environ(), envFirst+"=1", "GOMAXPROCS=1")
		out, err := cmd.Output()
		if err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		var t, s, h int64
		if _, err := fmt.Sscanf(string(out[max(0, strings.Index(string(out), "first ")):]), "first %d %d %d", &t, &s, &h); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		took, spent, held = append(took, t), append(spent, s), append(held, h)
	}
	middle := func(n []int64) float64 { slices.Sort(n); return float64(n[len(n)/2]) / 1e6 }
	b.ReportMetric(middle(took), "ms/first")
	b.ReportMetric(middle(spent), "cpu-ms/first")
	b.ReportMetric(middle(held), "MB/tables")
}
