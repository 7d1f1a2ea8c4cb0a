using System.Globalization;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>Reads labels from a body: a JSON array, or one object a line. All are read before any is taken.</summary>
internal static class LabelBody
{
    /// <exception cref="ScoringInputException">Thrown with the place of the first label that is none.</exception>
    public static IReadOnlyList<FraudLabel> Read(ReadOnlySpan<byte> body, int maximumCount)
    {
        List<FraudLabel> labels = [];
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 2 });
        bool isArray = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartArray && labels.Count == 0 && !isArray) isArray = true;
                else if (reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == (isArray ? 1 : 0))
                {
                    labels.Add(ReadOne(ref reader, labels.Count + 1));
                    if (labels.Count > maximumCount)
                        throw ScoringInputException.TooLarge(string.Create(CultureInfo.InvariantCulture,
                            $"A request must have at most {maximumCount} labels. Send fewer, or raise FraudScoring:MaximumRowCount."));
                }
                else if (!(isArray && reader.TokenType == JsonTokenType.EndArray)) throw Wrong(labels.Count + 1);
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // Of a text: bytes that are no UTF-8, or half a surrogate pair.
            throw Wrong(labels.Count + 1);
        }

        return labels.Count > 0 || isArray ? labels : throw ScoringInputException.BadRequest("The request has no labels. " + Form);
    }

    private const string Form = """Send a JSON array, or lines, of {"id": "t-17", "isFraud": true, "at": "2026-01-31T13:05:00Z"}.""";

    private static FraudLabel ReadOne(ref Utf8JsonReader reader, int number)
    {
        string? id = null;
        bool? isFraud = null;
        DateTimeOffset? at = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            switch (name)
            {
                case "id":
                    id = reader.TokenType switch
                    {
                        JsonTokenType.String => reader.GetString()!,
                        JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
                        _ => throw Wrong(number),
                    };
                    if (id.Length is 0 or > FraudMonitor.LongestId) throw Wrong(number);
                    break;
                case "isFraud":
                    isFraud = reader.TokenType switch
                    {
                        JsonTokenType.True => true,
                        JsonTokenType.False => false,
                        JsonTokenType.Number when reader.TryGetInt32(out int digit) && digit is 0 or 1 => digit == 1,
                        _ => throw Wrong(number),
                    };
                    break;
                case "at":
                    if (reader.TokenType == JsonTokenType.Null) break;
                    if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTimeOffset(out DateTimeOffset time))
                        throw Wrong(number);
                    at = time;
                    break;
                default:
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) throw Wrong(number);
                    break;
            }
        }

        return id is not null && isFraud is { } fraud ? new FraudLabel(id, fraud, at) : throw Wrong(number);
    }

    private static ScoringInputException Wrong(int number) => ScoringInputException.BadRequest(string.Create(CultureInfo.InvariantCulture,
        $"Label {number} of the request is none, and no label was taken. {Form} Without at it is known from now on."));
}
