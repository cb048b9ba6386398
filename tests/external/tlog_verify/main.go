// Command tlog_verify checks a log with golang.org/x/mod/sumdb: BASE-URL VKEY checks every entry
// against the signed root, VKEY PROOF-FILE LEAF checks one entry offline.
package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type remote string // the log's base URL; its tiles are read as tlog asks for them

func (base remote) Height() int                         { return 8 }
func (base remote) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (base remote) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		data = append(data, base.get(strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
	}
	return data, nil
}

func (base remote) get(path string) []byte {
	answer := must(http.Get(string(base) + "/" + path))
	defer answer.Body.Close()
	demand(answer.StatusCode == http.StatusOK, path+": "+answer.Status)
	return must(io.ReadAll(answer.Body))
}

func main() {
	log.SetFlags(0)
	if len(os.Args) == 4 {
		checkProof(os.Args[1], string(must(os.ReadFile(os.Args[2]))), os.Args[3])
		return
	}
	base := remote(strings.TrimSuffix(os.Args[1], "/"))
	tree := open(os.Args[2], base.get("checkpoint"))
	hashes := tlog.TileHashReader(tree, base) // every hash it gives is checked against the root
	for first := int64(0); first < tree.N; first += 256 {
		tile := tlog.Tile{H: 8, N: first / 256, W: 256}
		if tree.N-first < 256 {
			tile.W = int(tree.N - first)
		}
		bundle := base.get(strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1))
		places := make([]int64, tile.W)
		for i := range places {
			places[i] = tlog.StoredHashIndex(0, first+int64(i))
		}
		for i, known := range must(hashes.ReadHashes(places)) {
			demand(len(bundle) >= 2, "a bundle is too short")
			end := 2 + int(bundle[0])<<8 + int(bundle[1])
			demand(len(bundle) >= end, "a bundle is cut off")
			same := known == tlog.RecordHash(bundle[2:end])
			demand(same, fmt.Sprint("entry ", first+int64(i), " was altered"))
			bundle = bundle[end:]
		}
		demand(len(bundle) == 0, "a bundle holds more than its entries")
	}
	log.Println("ok:", tree.N, "entries under the signed root", tree.Hash)
}

func open(vkey string, checkpoint []byte) (tree tlog.Tree) {
	text := must(note.Open(checkpoint, note.VerifierList(must(note.NewVerifier(vkey))))).Text
	lines := strings.Split(text, "\n")
	demand(len(lines) == 4 && lines[0] == strings.Split(vkey, "+")[0], "another log's checkpoint")
	must(fmt.Sscanf(lines[1], "%d", &tree.N))
	tree.Hash = must(tlog.ParseHash(lines[2]))
	return tree
}

func checkProof(vkey, file, leaf string) {
	parts := strings.SplitN(file, "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	demand(len(parts) == 2 && len(lines) > 1 && lines[0] == "c2sp.org/tlog-proof@v1", "no proof file")
	var index int64
	must(fmt.Sscanf(lines[1], "index %d", &index))
	proof := make(tlog.RecordProof, len(lines)-2)
	for i, line := range lines[2:] {
		copy(proof[i][:], must(base64.StdEncoding.DecodeString(line)))
	}
	tree := open(vkey, []byte(parts[1]))
	refuse(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash([]byte(leaf))))
	log.Println("ok: entry", index, "is in the tree of", tree.N)
}

func must[T any](value T, err error) T { refuse(err); return value }

func demand(holds bool, message string) {
	if !holds {
		log.Fatalln("REFUSED:", message)
	}
}

func refuse(err error) {
	if err != nil {
		log.Fatalln("REFUSED:", err)
	}
}
