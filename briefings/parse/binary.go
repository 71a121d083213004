package parse

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// signatures are the first bytes of files that people mistake for text.
// Source: the magic numbers of the formats' own specifications, as file(1)
// lists them.
var signatures = []struct{ magic, name string }{
	{"%PDF-", "a PDF file: save it as text or HTML first"},
	{"PK\x03\x04", "a ZIP archive"},
	{"PK\x05\x06", "an empty ZIP archive"},
	{"\x1f\x8b", "a gzip file: unpack it first"},
	{"BZh", "a bzip2 file: unpack it first"},
	{"\xfd7zXZ\x00", "an xz file: unpack it first"},
	{"\x28\xb5\x2f\xfd", "a zstd file: unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"},
	{"Rar!\x1a\x07", "a RAR archive: unpack it first"},
	{"\x89PNG\r\n\x1a\n", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"},
	{"GIF87a", "a GIF image"},
	{"GIF89a", "a GIF image"},
	{"II*\x00", "a TIFF image"},
	{"MM\x00*", "a TIFF image"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document: save it as text or HTML first"},
	{"{\\rtf", "an RTF document: save it as text or HTML first"},
	{"ID3", "an MP3 file"},
	{"OggS", "an Ogg file"},
	{"fLaC", "a FLAC file"},
	{"\x7fELF", program},
	{"MZ", "a Windows program"},
	{"\xca\xfe\xba\xbe", program},
	{"\xcf\xfa\xed\xfe", program},
	{"SQLite format 3\x00", "an SQLite database"},
	{"wOFF", "a font"},
	{"wOF2", "a font"},
}

// program names the executables of several systems.
const program = "a program"

// zipKinds name a ZIP archive by a file that only such a document holds.
var zipKinds = []struct{ entry, name string }{
	{"word/", "a Word document (DOCX): save it as text or HTML first"},
	{"xl/", "an Excel workbook (XLSX)"},
	{"ppt/", "a PowerPoint presentation (PPTX)"},
	{"mimetypeapplication/epub+zip", "an EPUB book"},
	{"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file: save it as text or HTML first"},
	{"[Content_Types].xml", "an Office document: save it as text or HTML first"},
}

// head is the number of bytes in which a format shows itself.
const head = 64 << 10

// binaryKind returns what the bytes of a file that is not text are, or "".
func binaryKind(data []byte) string {
	for _, s := range signatures {
		if !bytes.HasPrefix(data, []byte(s.magic)) {
			continue
		}
		// Two letters are the beginning of a word as well.
		if isLetters(s.magic) && !hasControls(data[:min(len(data), 512)]) {
			continue
		}
		if strings.HasPrefix(s.magic, "PK") {
			return zipKind(data, s.name)
		}
		return s.name
	}
	switch {
	case len(data) > 12 && string(data[:4]) == "RIFF" && hasControls(data[:12]):
		return map[string]string{"WEBP": "a WebP image", "WAVE": "a WAV file", "AVI": "an AVI film"}[strings.TrimSpace(string(data[8:12]))]
	case len(data) > 12 && string(data[4:8]) == "ftyp":
		return "a film or an image (MP4, MOV, HEIC)"
	}
	return ""
}

func zipKind(data []byte, name string) string {
	part := data[:min(len(data), head)]
	for _, k := range zipKinds {
		if bytes.Contains(part, []byte(k.entry)) {
			return k.name
		}
	}
	return name
}

func isLetters(s string) bool {
	for _, r := range s {
		if (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return true
}

// hasControls reports whether data holds a byte that no text encoding of one
// byte a character uses.
func hasControls(data []byte) bool {
	return slices.ContainsFunc(data, isBinaryByte)
}

// isBinaryByte is the set of the WHATWG MIME Sniffing Standard, section 3
// ("binary data byte").
func isBinaryByte(c byte) bool {
	return c <= 0x08 || c == 0x0b || c >= 0x0e && c <= 0x1a || c >= 0x1c && c <= 0x1f
}

// looksBinary reports whether text, which has no known signature, is not text:
// it holds a NUL, or more than a few control characters. Texts with stray
// control characters (a terminal's log, an old word processor's file) are texts.
func looksBinary(data []byte) bool {
	part := data[:min(len(data), head)]
	controls := 0
	for _, c := range part {
		if c == 0 {
			return true
		}
		if isBinaryByte(c) {
			controls++
		}
	}
	if controls*10 > len(part) && controls > 8 {
		return true
	}
	return controls > 8 && controls*50 > len(part) && !utf8.Valid(part)
}
