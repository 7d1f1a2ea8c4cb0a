using System.Text;
using System.Text.Json;

namespace FraudMl.Serving;

/// <summary>The first pass over a JSON request: checks that it is JSON to the end, and finds and counts the rows.</summary>
internal static class JsonScan
{
    private static readonly string[] Fields = ["dataframe_records", "dataframe_split", "inputs", "instances"];

    private static readonly byte[][] Names = [.. Fields.Select(Encoding.UTF8.GetBytes)];

    private static readonly string MustBe =
        $"The input must be a JSON dictionary with exactly one of the input fields "
        + $"{{{string.Join(", ", Fields.Select(field => $"'{field}'"))}}}.";

    /// <summary>Finds the rows of a request to <c>/invocations</c>.</summary>
    public static JsonLayout Invocations(ReadOnlySpan<byte> json)
    {
        var pass = new JsonPass(json);
        try
        {
            return Invocations(ref pass, json);
        }
        catch (JsonException) when (pass.HasLeapt)
        {
            // Again, to tell the place of the mistake.
            pass = new JsonPass(json, mayLeap: false);
            return Invocations(ref pass, json);
        }
    }

    private static JsonLayout Invocations(ref JsonPass reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw ScoringInputException.BadRequest($"Invalid input. {MustBe} Received {Kind(reader)}.");
        var received = new bool[Fields.Length];
        JsonLayout layout = default;
        ScoringInputException? problem = null;
        bool isBare = true, hasNames = false, hasData = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int field = FieldOf(reader);
            bool isNames = reader.IsText("columns"u8), isData = reader.IsText("data"u8);
            isBare = isBare && (isNames || isData || reader.IsText("index"u8));
            (hasNames, hasData) = (hasNames || isNames, hasData || isData);
            reader.Read();
            if (field < 0)
            {
                reader.Skip();
                continue;
            }

            received[field] = true;
            JsonPass value = reader;
            try
            {
                layout = field switch
                {
                    0 => Records(ref reader),
                    1 => Split(ref reader),
                    _ => Tensors(ref reader, Fields[field]),
                };
            }
            catch (ScoringInputException wrong)
            {
                // It waits: that the body is no JSON, or has two formats, says more.
                problem = wrong;
                reader = value;
                reader.Skip();
            }
        }

        reader.Read();
        if (isBare && hasNames && hasData) return Bare(json);
        if (received.Count(true) == 1) return problem is null ? layout : throw problem;
        IEnumerable<string> names = Fields.Where((_, field) => received[field]).Select(name => $"'{name}'");
        throw ScoringInputException.BadRequest($"{MustBe} Received dictionary with input fields: [{string.Join(", ", names)}].");
    }

    /// <summary>Returns the error of a body that has none of the fields.</summary>
    public static ScoringInputException NoField(string problem) =>
        ScoringInputException.BadRequest($"{MustBe} Received dictionary with input fields: []. {problem}");

    // MLflow 1 sends what is in dataframe_split alone.
    private static JsonLayout Bare(ReadOnlySpan<byte> json)
    {
        var reader = new JsonPass(json);
        reader.Read();
        return Split(ref reader) with { IsBare = true };
    }

    /// <summary>Returns the error of a transaction that is no object.</summary>
    private static ScoringInputException NoTransaction(in JsonPass reader) =>
        ScoringInputException.BadRequest($"A transaction must be a JSON object with a value per column. Received {Kind(reader)}.");

    /// <summary>Takes the whole document as one row.</summary>
    public static JsonLayout Transaction(ReadOnlySpan<byte> json)
    {
        var reader = new JsonPass(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw NoTransaction(reader);
        if (!reader.IsPlain())
        {
            reader.Skip();
            reader.Read();
        }

        return new JsonLayout(JsonForm.Records, RowCount: 1, Rows: 0);
    }

    private static int FieldOf(in JsonPass reader)
    {
        // Not the reader's own comparison, which throws at half of a surrogate pair.
        using UnescapedText name = reader.Text();
        for (int field = 0; field < Names.Length; field++)
        {
            if (name.Utf8.SequenceEqual(Names[field])) return field;
        }

        return -1;
    }

    private static JsonLayout Records(ref JsonPass reader) => reader.TokenType == JsonTokenType.StartArray
        ? RecordList(ref reader, "dataframe_records")
        : throw ScoringInputException.BadRequest($"Invalid input. Dataframe records format must be a list of records. Got {Kind(reader)}.");

    private static JsonLayout Tensors(ref JsonPass reader, string field) => reader.TokenType switch
    {
        JsonTokenType.StartArray => RecordList(ref reader, field),
        JsonTokenType.StartObject => Columns(ref reader),
        _ => throw ScoringInputException.WrongSchema(
            $"'{field}' must be a list of records or a dictionary of columns, because the model has named columns. Got {Kind(reader)}."),
    };

    private static JsonLayout RecordList(ref JsonPass reader, string field)
    {
        int rows = reader.Offset;
        if (reader.TryLeap(ofObjects: true, out int count)) return new JsonLayout(JsonForm.Records, count, rows);
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw ScoringInputException.WrongSchema($"The rows of '{field}' must be dictionaries by column name, because the model "
                    + $"has named columns. Row {count + 1} is {Kind(reader)}.");
            reader.Skip();
        }

        return new JsonLayout(JsonForm.Records, count, rows);
    }

    private static JsonLayout Columns(ref JsonPass reader)
    {
        int rows = reader.Offset;
        int count = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            int length = reader.TokenType == JsonTokenType.StartArray ? Length(ref reader) : 1;
            reader.Skip();
            if (count >= 0 && length != count)
                throw ScoringInputException.WrongSchema(
                    $"All columns must be of the same length. One has {count} values and another {length}.");
            count = length;
        }

        return new JsonLayout(JsonForm.Columns, Math.Max(count, 0), rows);
    }

    private static JsonLayout Split(ref JsonPass reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw ScoringInputException.BadRequest($"Invalid input. Dataframe split format must be a dictionary. Got {Kind(reader)}.");
        int? names = null;
        JsonLayout? rows = null;
        bool isNames, isData, isIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            using (UnescapedText name = reader.Text())
            {
                isNames = name.Utf8.SequenceEqual("columns"u8);
                isData = name.Utf8.SequenceEqual("data"u8);
                isIndex = name.Utf8.SequenceEqual("index"u8);
            }

            if (!isNames && !isData && !isIndex) throw SplitKeys();
            reader.Read();
            if ((isNames || isData) && reader.TokenType != JsonTokenType.StartArray)
                throw ScoringInputException.BadRequest($"Invalid input. Provided dataframe_split field is not a valid dataframe "
                    + $"representation in 'split' format. Its '{(isNames ? "columns" : "data")}' must be a list. Got {Kind(reader)}.");
            if (isNames) names = reader.Offset;
            if (isData)
            {
                int data = reader.Offset;
                rows = new JsonLayout(JsonForm.Split, Length(ref reader), data);
            }

            reader.Skip();
        }

        return (rows ?? throw SplitKeys()) with { ColumnNames = names };
    }

    private static ScoringInputException SplitKeys() =>
        ScoringInputException.BadRequest(
            "Invalid input. Dataframe split format must have 'data' field and optionally 'columns' and 'index' fields, and nothing else.");

    /// <summary>Counts the values of an array and stops at its end.</summary>
    private static int Length(ref JsonPass reader)
    {
        if (reader.TryLeap(ofObjects: false, out int length)) return length;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; length++) reader.Skip();
        return length;
    }

    private static string Kind(in JsonPass reader) => reader.TokenType switch
    {
        JsonTokenType.StartArray => "a list",
        JsonTokenType.StartObject => "a dictionary",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "a boolean",
    };
}
