using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using FraudMl.Pipelines;

namespace FraudMl.Serving;

/// <summary>How raw transactions become the window features of one model: what they bring, and where the features go.</summary>
internal sealed class VelocityPlan : IRawTransactions
{
    private readonly ConcurrentDictionary<Type, object> _binders = new();
    private readonly IVelocityStore _store;
    private readonly ServedModel _served;
    private readonly FraudModel _model;
    private readonly VelocityTelemetry _telemetry;
    private readonly RawColumns _raw;
    private readonly Action<string> _onRefused;
    private readonly int[] _carried;
    private readonly int[] _inputOf;
    private readonly int _textCount;
    private readonly int _numberCount;
    private readonly int _time;
    private readonly int _id;
    private long _lastOwnId;

    /// <param name="served">The model; its requests bring the raw columns from now on.</param>
    /// <param name="store">The store.</param>
    /// <param name="idColumn">The column that tells transactions from each other; null for none.</param>
    /// <param name="telemetry">Counts what became of them.</param>
    /// <param name="onRefused">Hears why transactions of a request could not be recorded.</param>
    /// <param name="firstOwnId">From where transactions without an id are numbered: beyond those of earlier runs.</param>
    public VelocityPlan(ServedModel served, IVelocityStore store, string? idColumn, VelocityTelemetry telemetry,
        Action<string> onRefused, long firstOwnId)
    {
        _lastOwnId = firstOwnId;
        (_served, _model, _store, _telemetry, _onRefused) = (served, served.Model, store, telemetry, onRefused);
        (_textCount, _numberCount) = (store.TextColumns.Count, store.NumberColumns.Count);
        string time = TimeColumnOf(_model)!;
        List<RawColumn> columns = [.. store.TextColumns.Select(name => new RawColumn(name, ColumnKind.Text)),
            .. store.NumberColumns.Select(name => new RawColumn(name, ColumnKind.Number)), TimeColumn(_model, time)];
        _time = columns.Count - 1;
        _id = idColumn is null ? -1 : columns.FindIndex(column => column.Name == idColumn && column.Kind == ColumnKind.Text);
        if (idColumn is not null && _id < 0)
        {
            _id = columns.Count;
            columns.Add(new RawColumn(idColumn, ColumnKind.Text) { IsOptional = true });
        }

        _inputOf = [.. store.FeatureNames.Select(name => Array.FindIndex(served.Inputs, input => input.Name == name))];
        var given = _inputOf.Where(input => input >= 0).ToHashSet();
        _raw = new RawColumns(_model, columns, given);
        served.Carry(served.Columns.With(_raw));
        _carried = [.. columns.Select(column => served.Columns.IndexOfCarried(column.Name))];
    }

    /// <summary>Returns the inputs of a model that are windows.</summary>
    public static IReadOnlyList<WindowFeature> Asked(FraudModel model)
    {
        HashSet<string> inputs = [.. model.Inputs.Select(input => input.Name)];
        return [.. model.Windows.SelectMany(entity => entity.Features).Where(feature => inputs.Contains(feature.Name))];
    }

    /// <summary>Returns why a store can't serve a model; null where it can.</summary>
    public static string? Refusal(FraudModel model, IVelocityStore store)
    {
        if (TimeColumnOf(model) is null)
            return $"The model {model.Pipeline} was saved before models kept the column of their times: save it again, or have requests "
                + "bring its windows.";
        string[] absent = [.. Asked(model).Where(asked => !Has(store, model, asked)).Select(feature => $"'{feature.Name}'")];
        return absent.Length == 0 ? null
            : $"The velocity store does not have the model's {(absent.Length == 1 ? "window" : "windows")} {string.Join(", ", absent)}. "
                + "Serve this model with another directory, filled from history.";
    }

    public void Fill(ScoringSession session, CarriedValues carried)
    {
        try
        {
            Record(session, carried);
        }
        catch (Exception refused)
        {
            // What is wrong with the disk, or a store of the application's own, is no caller's business.
            _onRefused(refused.Message);
            throw ScoringInputException.NotRecorded();
        }
    }

    public float[] FeaturesOf(ScoringSession session, int row) =>
        Array.ConvertAll(_inputOf, input => input < 0 ? float.NaN : session.Numbers(input)[row]);

    public void Set(ScoringSession session, int row, float[] features)
    {
        for (int i = 0; i < features.Length; i++)
        {
            if (_inputOf[i] >= 0) session.SetNumber(row, _inputOf[i], features[i]);
        }
    }

    public RowBinder<T> Bind<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>()
        where T : notnull => _binders.TryGetValue(typeof(T), out object? binder)
        ? (RowBinder<T>)binder
        : (RowBinder<T>)_binders.GetOrAdd(typeof(T), _model.Bind<T>(_raw, (session, row) => Observe(session, row)));

    public void Commit() => (_store as DurableVelocityStore)?.Commit();

    private void Record(ScoringSession session, CarriedValues carried)
    {
        RawRow raw = session.Buffers.Raw(_raw);
        Span<VelocityOutcome> outcomes = carried.TakeOutcomes(session.RowCount);
        for (int row = 0; row < session.RowCount; row++)
        {
            raw.Clear();
            for (int column = 0; column < _carried.Length; column++)
            {
                if (carried.TryGet(row, _carried[column], out ReadOnlySpan<byte> utf8, out FieldForm form)) raw.Set(column, utf8, form);
            }

            outcomes[row] = Observe(session, row);
        }

        Commit();
    }

    private VelocityOutcome Observe(ScoringSession session, int row)
    {
        RawRow raw = session.Buffers.Raw(_raw);
        Span<char> ownId = stackalloc char[20];
        Span<double> features = stackalloc double[Math.Min(_inputOf.Length, 256)];
        if (features.Length < _inputOf.Length) features = new double[_inputOf.Length];
        var transaction = new VelocityEvent
        {
            Id = raw.Texts is var texts && _id >= 0 && texts[_id] is { } id ? id : OwnId(ownId),
            Timestamp = raw.Time(_time),
            Texts = texts[.._textCount],
            Numbers = raw.Numbers.Slice(_textCount, _numberCount),
        };
        VelocityOutcome outcome = _store is DurableVelocityStore durable ? durable.Record(transaction, features)
            : _store.Observe(transaction, features);
        for (int i = 0; i < features.Length; i++)
        {
            // As a dataset holds it.
            if (_inputOf[i] >= 0) session.SetNumber(row, _inputOf[i], (float)features[i]);
        }

        _telemetry.Observed(_served, outcome);
        return outcome;
    }

    private ReadOnlySpan<char> OwnId(Span<char> buffer)
    {
        Interlocked.Increment(ref _lastOwnId).TryFormat(buffer, out int length, default, CultureInfo.InvariantCulture);
        return buffer[..length];
    }

    private static string? TimeColumnOf(FraudModel model) => model.Parts.Roles?.ColumnOf(ColumnRoles.Timestamp);

    // A time that is a feature too may be a number of the training data's unit.
    private static RawColumn TimeColumn(FraudModel model, string name) => new(name, ColumnKind.Timestamp)
    {
        Unit = model.Inputs.Any(input => input.Name == name && input.Kind == ColumnKind.Number) ? model.Parts.Roles!.TimestampUnit : null,
    };

    private static bool Has(IVelocityStore store, FraudModel model, WindowFeature asked)
    {
        EntityWindows wanted = model.Windows.First(entity => entity.Features.Contains(asked));
        return store.Windows.Any(entity => entity.IncludesCurrent == wanted.IncludesCurrent && entity.Keys.SequenceEqual(wanted.Keys)
            && entity.Features.Contains(asked));
    }

    public override string ToString() => $"raw transactions through {_store}";
}
