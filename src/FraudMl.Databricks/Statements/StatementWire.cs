using System.Text.Json.Serialization;

namespace FraudMl;

/// <summary>A statement that is to run.</summary>
internal sealed record StatementRequest
{
    public required string WarehouseId { get; init; }

    public required string Statement { get; init; }

    public string? Catalog { get; init; }

    public string? Schema { get; init; }

    public IReadOnlyList<StatementParameter> Parameters { get; init; } = [];

    public int? RowLimit { get; init; }

    public required string Disposition { get; init; }

    public required string Format { get; init; }

    public string? ResultCompression { get; init; }

    /// <value>At once: the answer is then only that the statement is there, and what comes is asked for. A call that waits could break off
    /// without a trace of the statement that it began.</value>
    public string WaitTimeout { get; init; } = "0s";

    /// <summary>Returns the request for a statement whose rows come within the answer, or as Arrow by links.</summary>
    public static StatementRequest Of(string warehouse, DatabricksSql sql, bool isInline)
    {
        (string text, IReadOnlyList<StatementParameter> parameters) = sql.Render();
        return new StatementRequest
        {
            WarehouseId = warehouse,
            Statement = text,
            Parameters = parameters,
            Disposition = isInline ? "INLINE" : "EXTERNAL_LINKS",
            Format = isInline ? "JSON_ARRAY" : "ARROW_STREAM",
            ResultCompression = isInline ? null : "LZ4_FRAME",
        };
    }
}

/// <summary>A value that the statement names.</summary>
internal sealed class StatementParameter
{
    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? Value { get; init; }

    public required string Type { get; init; }
}

/// <summary>Where a statement stands, and once it is done, what came of it.</summary>
internal sealed class StatementAnswer
{
    public string StatementId { get; init; } = "";

    public StatementStatus Status { get; init; } = new();

    public ResultManifest? Manifest { get; init; }

    public ResultData? Result { get; init; }
}

/// <summary>Where a statement stands.</summary>
internal sealed class StatementStatus
{
    public string State { get; init; } = "";

    public StatementError? Error { get; init; }

    public string? SqlState { get; init; }
}

/// <summary>Why a statement failed.</summary>
internal sealed class StatementError
{
    public string? ErrorCode { get; init; }

    public string? Message { get; init; }
}

/// <summary>What a result has.</summary>
internal sealed class ResultManifest
{
    public ResultSchema? Schema { get; init; }

    public int TotalChunkCount { get; init; }

    public long TotalRowCount { get; init; }

    public bool Truncated { get; init; }
}

/// <summary>The columns of a result.</summary>
internal sealed class ResultSchema
{
    public IReadOnlyList<ResultColumn> Columns { get; init; } = [];
}

/// <summary>A column of a result.</summary>
internal sealed class ResultColumn
{
    public string Name { get; init; } = "";

    public string TypeName { get; init; } = "";

    public string TypeText { get; init; } = "";
}

/// <summary>A chunk of a result: its rows, or links to them.</summary>
internal sealed class ResultData
{
    public int? NextChunkIndex { get; init; }

    public IReadOnlyList<string?[]>? DataArray { get; init; }

    public IReadOnlyList<ResultLink>? ExternalLinks { get; init; }
}

/// <summary>A link to a chunk. It is a secret: who has it has the rows.</summary>
internal sealed class ResultLink
{
    public string ExternalLink { get; init; } = "";

    public DateTimeOffset Expiration { get; init; }

    public IReadOnlyDictionary<string, string>? HttpHeaders { get; init; }

    public int ChunkIndex { get; init; }

    public long RowCount { get; init; }

    public override string ToString() => $"a link to chunk {ChunkIndex}";
}

/// <summary>A warehouse.</summary>
internal sealed class WarehouseAnswer
{
    public string State { get; init; } = "";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(StatementRequest))]
[JsonSerializable(typeof(StatementAnswer))]
[JsonSerializable(typeof(ResultData))]
[JsonSerializable(typeof(WarehouseAnswer))]
internal sealed partial class StatementJson : JsonSerializerContext;
