using System.Text;

namespace FraudMl.Serving;

/// <summary>Remembers what a model scores until labels come.</summary>
internal sealed class FraudMonitor : IFraudMonitor, IScoringObserver, IDisposable
{
    /// <summary>The most bytes of an id: a longer one is not remembered.</summary>
    public const int LongestId = 1024;

    private const int MostUnknownIds = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly Lock _scored = new();
    private readonly Lock _labelling = new();
    private readonly string? _idColumn;
    private readonly FraudMonitoringOptions _options;
    private readonly TimeProvider _time;
    private readonly Lazy<ILabelObserver[]> _observers;
    private readonly ScoredLog _log;
    private readonly ScoredJournal? _journal;
    private readonly List<(string Name, string? Version)> _known = [];
    private readonly Cached<LiveReport> _live;
    private readonly Cached<DriftStatus?> _drift;

    public FraudMonitor(FraudScoringOptions options, Func<IEnumerable<ILabelObserver>> observers, TimeProvider time)
    {
        (_idColumn, _options, _time, _observers) = (options.IdColumn, options.Monitoring, time, new(() => [.. observers()]));
        _log = new ScoredLog(_options.MaximumScoredCount, _options.MaximumAge);
        if (_options.Directory is { } directory && _idColumn is not null)
            _journal = ScoredJournal.Open(directory, _options, time, this);
        _live = new Cached<LiveReport>(time, Fresh, Live);
        _drift = new Cached<DriftStatus?>(time, Fresh, () => Drift());
    }

    /// <value>The versions of the model that is watched.</value>
    public ServedModels? Models { get; set; }

    /// <summary>As <see cref="Live"/>, at most a few seconds old: what telemetry asks for.</summary>
    public LiveReport RecentLive => _live.Value;

    public DriftStatus? RecentDrift => _drift.Value;

    /// <summary>From when on nothing was forgotten: days before are no longer whole.</summary>
    public DateTimeOffset CompleteSince
    {
        get
        {
            lock (_scored) return DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(0, _log.CompleteSince));
        }
    }

    public void Scored(in ScoredBlock rows)
    {
        if (rows.Reader.CarriedId < 0 || rows.Carried is null) return;
        ScoringSession session = rows.Session;
        ReadOnlySpan<double> probabilities = session.Probabilities;
        ReadOnlySpan<bool> flags = rows.Flags;
        CostTable? costs = session.Costs();
        long now = _time.GetUtcNow().ToUnixTimeMilliseconds();
        lock (_scored)
        {
            ushort model = ModelOf(rows.Served.Name, rows.Served.Version);
            for (int row = 0; row < session.RowCount; row++)
            {
                if (!rows.TryGetId(row, out ReadOnlySpan<byte> id) || id.Length > LongestId) continue;
                var entry = new ScoredEntry
                {
                    Time = now,
                    Probability = probabilities[row],
                    MissedFraud = costs?.MissedFraud[row] ?? double.NaN,
                    Review = costs?.Review[row] ?? double.NaN,
                    Model = model,
                    Marks = flags.IsEmpty ? ScoredMarks.None : ScoredMarks.Decided | (flags[row] ? ScoredMarks.Flagged : ScoredMarks.None),
                };
                _log.Add(id, entry);
                _journal?.Add(id, entry, _known);
            }

            _journal?.Append();
        }
    }

    public LabelAnswer Label(IReadOnlyList<FraudLabel> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (_idColumn is null)
            throw new FraudMlException("Labels are matched by the transactions' ids. Name their column: FraudScoring:IdColumn.");
        DateTimeOffset now = _time.GetUtcNow();
        var counts = new int[5];
        List<string> unknown = [];
        lock (_labelling)
        {
            List<FraudLabel> told = [];
            lock (_scored)
            {
                _journal?.Write(labels, now);
                foreach (FraudLabel label in labels)
                {
                    LabelFate fate = Mark(Encoding.UTF8.GetBytes(label.Id), label.IsFraud, (label.At ?? now).ToUnixTimeMilliseconds());
                    counts[(int)fate]++;
                    if (fate != LabelFate.Outdated) told.Add(label);
                    if (fate == LabelFate.Unknown && unknown.Count < MostUnknownIds) unknown.Add(label.Id);
                }
            }

            // What this server does not know, another part may: windows remember longer. And labels are sent again when one failed.
            foreach (FraudLabel label in told)
            {
                foreach (ILabelObserver observer in _observers.Value) observer.Labelled(label.Id, label.IsFraud);
            }
        }

        return new LabelAnswer(labels.Count, counts[(int)LabelFate.New], counts[(int)LabelFate.Repeated], counts[(int)LabelFate.Corrected],
            counts[(int)LabelFate.Outdated], counts[(int)LabelFate.Unknown], unknown);
    }

    public LiveReport Live()
    {
        IReadOnlyList<ArraySegment<ScoredEntry>> entries;
        (string Name, string? Version)[] known;
        lock (_scored) (entries, known) = (_log.Entries(), [.. _known]);
        return LiveEvaluation.Of(entries, known, _time.GetUtcNow(), _options.AssumeLegitimateAfter);
    }

    public DriftCounts? DriftCounts(int? windowCount = null) =>
        Models?.Current?.Drift is { } drift ? drift.Sum(Latest(drift, windowCount)) : null;

    public DriftStatus? Drift(int? windowCount = null)
    {
        if (Models?.Current is not { Drift: { } drift } served) return null;
        IReadOnlyList<DriftWindow> windows = Latest(drift, windowCount);
        return new DriftStatus
        {
            ModelName = served.Name,
            ModelVersion = served.Version,
            Since = drift.Since,
            Report = DriftReport.Of(drift.Reference, drift.Sum(windows), _options.Drift),
            Windows = [.. windows.Select(window => Of(drift.Reference, window))],
        };
    }

    public void Dispose() => _journal?.Dispose();

    /// <summary>Takes back what was scored before the process began.</summary>
    internal void Restore(ReadOnlySpan<byte> id, ScoredEntry entry, string name, string? version)
    {
        entry.Model = ModelOf(name, version);
        _log.Add(id, entry);
    }

    internal LabelFate Mark(ReadOnlySpan<byte> id, bool isFraud, long time)
    {
        ref ScoredEntry entry = ref _log.Find(id);
        if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entry)) return LabelFate.Unknown;
        bool wasLabelled = entry.Has(ScoredMarks.Labelled), wasFraud = entry.Has(ScoredMarks.Fraud);
        if (wasLabelled && wasFraud == isFraud)
        {
            entry.LabelTime = Math.Max(entry.LabelTime, time);
            return LabelFate.Repeated;
        }

        if (wasLabelled && time < entry.LabelTime) return LabelFate.Outdated;
        entry.Marks = (entry.Marks & ~ScoredMarks.Fraud) | ScoredMarks.Labelled | (isFraud ? ScoredMarks.Fraud : ScoredMarks.None);
        entry.LabelTime = time;
        return wasLabelled ? LabelFate.Corrected : LabelFate.New;
    }

    private static IReadOnlyList<DriftWindow> Latest(DriftWindows drift, int? windowCount)
    {
        IReadOnlyList<DriftWindow> windows = drift.Windows();
        return windowCount is { } count ? [.. windows.TakeLast(count)] : windows;
    }

    private DriftWindowStatus Of(ReferenceProfile reference, DriftWindow window)
    {
        var report = DriftReport.Of(reference, window.Counts, _options.Drift);
        return new DriftWindowStatus(window.Start, report.RowCount, report.Verdict, report.Probability.Psi);
    }

    private ushort ModelOf(string name, string? version)
    {
        int at = _known.IndexOf((name, version));
        if (at >= 0) return (ushort)at;
        _known.Add((name, version));
        return (ushort)(_known.Count - 1);
    }

    public override string ToString() => "watches a served model";
}

/// <summary>What becomes of a label.</summary>
internal enum LabelFate
{
    New,
    Repeated,
    Corrected,
    Outdated,
    Unknown,
}
