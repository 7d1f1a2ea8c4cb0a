namespace FraudMl;

public sealed partial class DurableVelocityStore
{
    /// <summary>Opens the store of a directory, an empty one where there is none, and reads what a process left there that ended in
    /// whatever way.</summary>
    /// <param name="directory">The directory; it is made where there is none.</param>
    /// <param name="windows">The definition, for example <c>model.Windows</c>; the one that the directory was made with.</param>
    /// <param name="options">How late events may be, and when the log reaches the disk.</param>
    /// <exception cref="FraudMlException">Thrown when another process has the directory open, it was made with other windows or another
    /// lateness, or a file is damaged elsewhere than at the log's end.</exception>
    public static DurableVelocityStore Open(
        string directory, IReadOnlyList<EntityWindows> windows, DurableVelocityOptions? options = null) =>
        Open(directory, windows, options, path => new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0));

    internal static DurableVelocityStore Open(
        string directory, IReadOnlyList<EntityWindows> windows, DurableVelocityOptions? options, Func<string, Stream> create)
    {
        options ??= new DurableVelocityOptions();
        options.Validate();
        var files = new VelocityDirectory(directory);
        try
        {
            long[] snapshots = files.Snapshots();
            long bytes = 0, sequence = snapshots.LastOrDefault();
            VelocityStore store;
            if (snapshots.Length == 0)
            {
                if (files.Logs().Length > 0)
                    throw new FraudMlException($"The velocity store {files.FullPath} has a log and no snapshot: files are missing. Take "
                        + "the directory from a copy, or fill a new one from history.");
                store = new VelocityStore(windows, new() { Lateness = options.Lateness, Clock = options.Clock });
                store.Save(files.SnapshotOf(0));
            }
            else
            {
                store = VelocityStore.Load(files.SnapshotOf(sequence), options.Clock);
                Require(store, files, windows, options);
                bytes = new FileInfo(files.SnapshotOf(sequence)).Length;
            }

            (long last, long logged) = Replay(store, files, sequence);
            return new DurableVelocityStore(store, files, options, create, last)
            {
                _logged = logged,
                _snapshotAt = Math.Max(options.SnapshotBytes, bytes),
            };
        }
        catch (Exception failed)
        {
            files.Dispose();
            if (failed is IOException or UnauthorizedAccessException)
                throw new FraudMlException($"The velocity store {files.FullPath} can't be opened: {failed.Message}", failed);
            throw;
        }
    }

    private static (long Last, long Bytes) Replay(VelocityStore store, VelocityDirectory files, long snapshot)
    {
        long last = snapshot, bytes = 0;
        long[] logs = [.. files.Logs().Where(first => first > snapshot)];
        var record = new VelocityRecord(store.TextColumns.Count, store.NumberColumns.Count);
        var features = new double[store.FeatureNames.Count];
        var labels = new Dictionary<ulong, bool>();
        for (int i = 0; i < logs.Length; i++)
        {
            string path = files.LogOf(logs[i]);
            if (logs[i] != last + 1)
                throw new FraudMlException($"The velocity store {files.FullPath} lacks the log of event {last + 1}: its next file begins "
                    + $"with {logs[i]}. Take the directory from a copy, or fill a new one from history.");
            last = VelocityLogFile.Read(path, logs[i], isLast: i == logs.Length - 1,
                (found, _) => Apply(store, record, found, features, labels, path));
            bytes += new FileInfo(path).Length;
        }

        store.Label(labels);
        return (last, bytes);
    }

    private static void Apply(VelocityStore store, VelocityRecord record, ReadOnlySpan<byte> bytes, double[] features,
        Dictionary<ulong, bool> labels, string path)
    {
        if (!record.TryRead(bytes))
            throw new FraudMlException($"The log {Path.GetFileName(path)} of the velocity store has events of other windows.");
        if (record.IsById) labels[record.Id] = record.IsFraud;
        else if (record.IsReport) store.Report(record.Event, record.Id, record.IsFraud);
        else store.Accept(record.Event, record.Id, features);
    }

    private static void Require(
        VelocityStore store, VelocityDirectory files, IReadOnlyList<EntityWindows> windows, DurableVelocityOptions options)
    {
        if (store.Windows.Count != windows.Count || !store.Windows.Zip(windows).All(pair => pair.First.IsSameAs(pair.Second)))
            throw new FraudMlException($"The velocity store {files.FullPath} was made with other windows "
                + $"({RecordText.List(store.Windows)}). Name another directory, and fill it from history.");
        if (store.Lateness != options.Lateness)
            throw new FraudMlException($"The velocity store {files.FullPath} was made with a Lateness of {store.Lateness}, and the options "
                + $"say {options.Lateness}. Say {store.Lateness}, or name another directory and fill it from history.");
    }
}
