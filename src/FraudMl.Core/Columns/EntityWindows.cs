using System.Globalization;
using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>
/// The velocity features of an entity or a pair of entities; an immutable definition that datasets and models carry. A window of length w
/// before a transaction at t is [t − w, t), or (t − w, t] with <see cref="IncludingCurrent"/>.
/// </summary>
/// <remarks>
/// Events at the same time are ordered by row: an earlier row is past, a later one is not, so no window sees a later row. Each feature
/// is computed once per window of <see cref="Over"/> and is named after entity, function, column and window, for example
/// <c>CARD_Mean_AMOUNT_7d</c>. A transaction without a key has no history, and its features are missing.
/// </remarks>
public sealed record EntityWindows
{
    /// <summary>How far from zero a time may lie, in microseconds: no border of a window over- or underflows.</summary>
    internal const long FarthestTime = 1L << 62;

    private IReadOnlyList<TimeSpan> _windows = [];
    private TimeSpan _delay;

    /// <value>The text columns that name the entity: one, or two for a pair.</value>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <value>Whether windows are (t − w, t], the transaction itself included. Default: [t − w, t).</value>
    public bool IncludesCurrent { get; init; }

    /// <value>The features in the order of their columns.</value>
    public IReadOnlyList<WindowFeature> Features { get; init; } = [];

    /// <summary>How far back the longest window reaches, its delay included.</summary>
    [JsonIgnore]
    internal TimeSpan Reach => Features.Count == 0 ? TimeSpan.Zero : Features.Max(feature => feature.Window + feature.Delay);

    internal IReadOnlyList<string> NumberColumns => ColumnsWhere(feature => !feature.IsOfText);

    internal IReadOnlyList<string> TextColumns => ColumnsWhere(feature => feature.IsOfText);

    /// <summary>Sets the windows of the features that follow.</summary>
    /// <param name="windows">Lengths, for example <c>TimeSpan.FromDays(7)</c>.</param>
    /// <exception cref="FraudMlException">Thrown when there is none, or one is not positive or longer than 100 years.</exception>
    public EntityWindows Over(params TimeSpan[] windows)
    {
        if (windows.Length == 0) throw new FraudMlException("Over needs at least one window, for example Over(TimeSpan.FromDays(7)).");
        foreach (TimeSpan window in windows) WindowFeature.RequireWindow(window);
        return this with { _windows = [.. windows] };
    }

    /// <summary>Ends the windows of the features that follow this long before the transaction, because labels come late.</summary>
    /// <param name="delay">The delay; zero for none.</param>
    /// <exception cref="FraudMlException">Thrown when it is negative or longer than 100 years.</exception>
    public EntityWindows Delayed(TimeSpan delay)
    {
        WindowFeature.RequireDelay(delay);
        return this with { _delay = delay };
    }

    /// <summary>Makes every window of this entity (t − w, t]: the transaction itself counts.</summary>
    public EntityWindows IncludingCurrent() => this with { IncludesCurrent = true };

    /// <summary>Adds the number of events.</summary>
    public EntityWindows Count() => Add(WindowFunction.Count, null);

    /// <summary>Adds the sum of a column.</summary>
    /// <param name="column">A number column.</param>
    public EntityWindows Sum(string column) => Add(WindowFunction.Sum, column);

    /// <summary>Adds the mean of a column.</summary>
    /// <param name="column">A number column.</param>
    public EntityWindows Mean(string column) => Add(WindowFunction.Mean, column);

    /// <summary>Adds the standard deviation of a column, with divisor n − 1.</summary>
    /// <param name="column">A number column.</param>
    public EntityWindows StandardDeviation(string column) => Add(WindowFunction.StandardDeviation, column);

    /// <summary>Adds the largest value of a column.</summary>
    /// <param name="column">A number column.</param>
    public EntityWindows Max(string column) => Add(WindowFunction.Max, column);

    /// <summary>Adds the number of distinct texts of a column, for example terminals per card.</summary>
    /// <param name="column">A text column.</param>
    public EntityWindows Distinct(string column) => Add(WindowFunction.Distinct, column);

    /// <summary>Adds the seconds since the previous event, missing when none is inside the window.</summary>
    public EntityWindows SinceLast() => Add(WindowFunction.SinceLast, null);

    /// <summary>Adds the transaction's own value divided by the mean over the window.</summary>
    /// <param name="column">A number column.</param>
    public EntityWindows RatioToMean(string column) => Add(WindowFunction.RatioToMean, column);

    /// <summary>Adds the share of frauds among the events; call <see cref="Delayed"/> first with the time after
    /// which labels are known.</summary>
    /// <exception cref="FraudMlException">Thrown without a delay: a label is never known at once.</exception>
    public EntityWindows Risk() => _delay > TimeSpan.Zero
        ? Add(WindowFunction.Risk, null)
        : throw new FraudMlException("Risk uses labels, which are known only after a delay. Say how long with Delayed(…) before it, for "
            + "example Delayed(TimeSpan.FromDays(7)).");

    /// <summary>Returns whether the features are computed of the same columns in the same way, in the same order.</summary>
    internal bool IsSameAs(EntityWindows other) => IncludesCurrent == other.IncludesCurrent && Keys.SequenceEqual(other.Keys)
        && Features.SequenceEqual(other.Features);

    /// <summary>Returns the windows with the features that are named, the same where all are.</summary>
    internal EntityWindows Only(IReadOnlySet<string> names) => Features.All(feature => names.Contains(feature.Name))
        ? this
        : this with { Features = [.. Features.Where(feature => names.Contains(feature.Name))] };

    /// <summary>Returns the windows over columns that have other names now.</summary>
    internal EntityWindows Renamed(Func<string, string> name) => this with
    {
        Keys = [.. Keys.Select(name)],
        Features = [.. Features.Select(feature => feature with
        {
            Name = name(feature.Name),
            Column = feature.Column is { } column ? name(column) : null,
        })],
    };

    /// <summary>Checks windows that were read from a file.</summary>
    internal void Check()
    {
        const string Part = "a window";
        Damaged.Unless(Damaged.All(Keys, Part, "keys").Count is 1 or 2, Part, "has no key");
        foreach (WindowFeature feature in Damaged.All(Features, Part, "features"))
        {
            Damaged.Unless(feature.Name is not null && Enum.IsDefined(feature.Function), Part, "has a feature without name or function");
            WindowFeature.RequireWindow(feature.Window);
            WindowFeature.RequireDelay(feature.Delay);
        }
    }

    private EntityWindows Add(WindowFunction function, string? column)
    {
        if (_windows.Count == 0)
            throw new FraudMlException($"{function} needs windows. Name them before it, for example Over(TimeSpan.FromDays(1), "
                + $"TimeSpan.FromDays(7)).");
        IEnumerable<WindowFeature> added = _windows.Select(
            window => new WindowFeature(NameOf(function, column, window), function, column, window, _delay));
        return this with { Features = [.. Features, .. added] };
    }

    private string NameOf(WindowFunction function, string? column, TimeSpan window)
    {
        string of = column is null ? "" : $"_{column}";
        string delay = _delay == TimeSpan.Zero ? "" : $"_after{Text(_delay)}";
        return $"{string.Join('_', Keys)}_{function}{of}_{Text(window)}{delay}";
    }

    private IReadOnlyList<string> ColumnsWhere(Func<WindowFeature, bool> condition) =>
        [.. Features.Where(feature => feature.Column is not null && condition(feature)).Select(feature => feature.Column!).Distinct()];

    private static string Text(TimeSpan span)
    {
        (long ticks, string unit) = span.Ticks switch
        {
            var all when all % TimeSpan.TicksPerDay == 0 => (TimeSpan.TicksPerDay, "d"),
            var all when all % TimeSpan.TicksPerHour == 0 => (TimeSpan.TicksPerHour, "h"),
            var all when all % TimeSpan.TicksPerMinute == 0 => (TimeSpan.TicksPerMinute, "m"),
            var all when all % TimeSpan.TicksPerSecond == 0 => (TimeSpan.TicksPerSecond, "s"),
            _ => (TimeSpan.TicksPerMicrosecond, "us"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{span.Ticks / ticks}{unit}");
    }

    /// <summary>Returns the entity and the names of its features.</summary>
    public override string ToString() =>
        $"{string.Join(", ", Keys)}: {(Features.Count == 0 ? "nothing yet" : string.Join(", ", Features.Select(feature => feature.Name)))}";
}
