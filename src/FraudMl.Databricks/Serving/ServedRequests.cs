using System.Text.Json;
using FraudMl.Mlflow;

namespace FraudMl;

/// <summary>Collects the transactions of recorded requests in columns; a request that can't be read adds none.</summary>
internal sealed class ServedRequests
{
    private const int MostProblems = 5;

    private readonly string _table;
    private readonly FraudModel _model;
    private readonly ColumnReader[] _inputs;
    private readonly ColumnReader?[] _extras;
    private readonly DatasetSchema _schema = new();
    private readonly SortedDictionary<int, long> _failed = [];
    private readonly SortedSet<string> _problems = new(StringComparer.Ordinal);
    private int _rowCount;
    private long _requestCount, _unrecordedCount, _unreadableCount;

    public ServedRequests(string table, FraudModel model)
    {
        (_table, _model) = (table, model);
        HashSet<string> names = [.. model.Inputs.Select(input => input.Name)];
        if (!names.Contains(InferenceColumns.Time)) _schema.Timestamp(InferenceColumns.Time);
        foreach (string name in (string[])[InferenceColumns.Probability, InferenceColumns.ClientId, InferenceColumns.Served])
        {
            if (!names.Contains(name)) _schema.Ignore(name);
        }

        _inputs = [.. model.Inputs.Select(input => Reader(input.Name, input.Kind))];
        _extras =
        [
            Extra(InferenceColumns.Time, ColumnKind.Timestamp), Extra(InferenceColumns.Probability, ColumnKind.Number),
            Extra(InferenceColumns.ClientId, ColumnKind.Text), Extra(InferenceColumns.Served, ColumnKind.Text),
        ];

        ColumnReader? Extra(string name, ColumnKind kind) => names.Contains(name) ? null : Reader(name, kind);
    }

    /// <summary>Takes a request.</summary>
    public void Add(in RecordedRequest request)
    {
        _requestCount++;
        if (request.Status != 200)
        {
            _failed[request.Status] = _failed.GetValueOrDefault(request.Status) + 1;
        }
        else if (request.Body is null)
        {
            _unrecordedCount++;
        }
        else if (TryAdd(request) is { } problem)
        {
            _unreadableCount++;
            if (_problems.Count < MostProblems) _problems.Add(problem);
        }
    }

    /// <exception cref="FraudMlException">Thrown when no request has a row.</exception>
    public DatabricksServedRows Take()
    {
        DatabricksServedRows Rows(Dataset data) => new()
        {
            Table = _table, Model = _model, Data = data, RequestCount = _requestCount, FailedCounts = _failed,
            UnrecordedCount = _unrecordedCount, UnreadableCount = _unreadableCount, Problems = [.. _problems],
        };
        if (_rowCount == 0) throw new FraudMlException($"No request has rows for the model. {Rows(new Dataset([]))}.");
        return Rows(new Dataset([.. _inputs.Concat(_extras.OfType<ColumnReader>()).Select(reader => reader.Take(_rowCount))], _table));
    }

    private ColumnReader Reader(string name, ColumnKind kind) => TypedValue.Reader(name, kind switch
    {
        ColumnKind.Number => typeof(double), ColumnKind.Text => typeof(string), _ => typeof(DateTime),
    }, _schema)!;

    private string? TryAdd(in RecordedRequest request)
    {
        RequestRows rows;
        try
        {
            rows = RequestRows.Of(request.Body!, _model);
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return error is JsonException ? "no JSON" : error.Message;
        }

        using (rows)
        {
            IReadOnlyList<FraudScore> scores = Answers(request.Answer, rows.Count);
            for (int row = 0; row < rows.Count; row++)
            {
                for (int input = 0; input < _inputs.Length; input++)
                {
                    ColumnReader reader = _inputs[input];
                    if ((rows.Cell(row, input) is { ValueKind: not JsonValueKind.Null } cell
                        ? TypedValue.Set(reader, _rowCount + row, cell) : reader.Set(_rowCount + row, "")) is { } problem)
                        return $"column '{reader.Name}': {problem}";
                }

                Set(_extras[1], _rowCount + row, row < scores.Count ? scores[row].Probability : double.NaN);
                if (_extras[0] is { } time) time.SetTime(_rowCount + row, request.Time);
                _extras[2]?.Set(_rowCount + row, request.ClientId);
                _extras[3]?.Set(_rowCount + row, request.Served);
            }

            _rowCount += rows.Count;
        }

        return null;
    }

    private static void Set(ColumnReader? column, int row, double value) => column?.SetNumber(row, value);

    // What was answered is told beside the rows; that it can't be read is no fault of theirs.
    private static IReadOnlyList<FraudScore> Answers(string? answer, int count)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(RequestRows.WithoutNaN(answer ?? ""));
            IReadOnlyList<FraudScore> scores = ScoringAnswers.Predictions(document.RootElement);
            return scores.Count == count ? scores : [];
        }
        catch (Exception error) when (error is JsonException or MlflowException)
        {
            return [];
        }
    }
}

/// <summary>A row of an inference table.</summary>
/// <param name="Time">When the request came, in microseconds since 1970.</param>
/// <param name="Status">The status of its answer.</param>
/// <param name="ClientId">What the client called it.</param>
/// <param name="Served">Which version answered.</param>
/// <param name="Body">The request; null where it was not recorded.</param>
/// <param name="Answer">The answer.</param>
internal readonly record struct RecordedRequest(long Time, int Status, string? ClientId, string? Served, string? Body, string? Answer);

/// <summary>The columns of an inference table, and those that are made of it.</summary>
internal static class InferenceColumns
{
    public const string Time = "request_time", Status = "status_code", ClientId = "client_request_id", Served = "served_entity_id",
        Request = "request", Response = "response", Probability = "fraud_probability";
}
