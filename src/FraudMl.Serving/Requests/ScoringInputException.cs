using System.Globalization;

namespace FraudMl.Serving;

/// <summary>A request that can't be scored, with the codes that MLflow's scoring server answers; never with contents of a row.</summary>
internal sealed class ScoringInputException(int statusCode, string errorCode, string sqlState, string errorClass, string message)
    : Exception(message)
{
    public int StatusCode { get; } = statusCode;

    public string ErrorCode { get; } = errorCode;

    public string SqlState { get; } = sqlState;

    public string ErrorClass { get; } = errorClass;

    /// <summary>What the model says of a row that it refuses to decide; null for all other errors.</summary>
    public FraudMlException? Undecided { get; private init; }

    /// <summary>The body is not what the protocol says.</summary>
    public static ScoringInputException BadRequest(string message, int statusCode = 400) =>
        new(statusCode, "BAD_REQUEST", "KAM00", "INVALID_PARAMETER_VALUE", message);

    /// <summary>The columns are not those of the model.</summary>
    public static ScoringInputException WrongSchema(string message) =>
        new(400, "INVALID_PARAMETER_VALUE", "KAM01", "SCHEMA_ENFORCEMENT_FAILED", message);

    /// <summary>The model refuses to decide; nothing lets the transaction pass.</summary>
    public static ScoringInputException Undecidable(long rowNumber, FraudMlException undecided) =>
        new(422, "INVALID_PARAMETER_VALUE", "KAM00", "INVALID_PARAMETER_VALUE", string.Create(
        CultureInfo.InvariantCulture,
        $"Row {rowNumber} can't be decided: its probability is no number{(undecided.ColumnName is { } column
            ? $", or what the decision reads, such as '{column}', is missing or too small to be believed" : "")}. "
        + $"The model refuses such rows; send complete ones.")) { Undecided = undecided };

    public static ScoringInputException TooLarge(string message) =>
        new(413, "REQUEST_LIMIT_EXCEEDED", "KAM00", "REQUEST_LIMIT_EXCEEDED", message);

    /// <summary>Large bodies have no room at the moment.</summary>
    public static ScoringInputException Busy() => new(
        503, "TEMPORARILY_UNAVAILABLE", "KAM00", "TEMPORARILY_UNAVAILABLE",
        "The server reads other large requests at the moment. Send it again in a moment, or fewer transactions per request; "
        + "FraudScoring:MaximumConcurrentBodyBytes is the limit.");

    /// <summary>No model is in service yet.</summary>
    public static ScoringInputException Loading() => new(503, "TEMPORARILY_UNAVAILABLE", "KAM00", "TEMPORARILY_UNAVAILABLE",
        "The model is still being loaded. Try again in a moment.");

    /// <summary>The velocity store can't take transactions at the moment.</summary>
    public static ScoringInputException NotRecorded() => new(
        503, "TEMPORARILY_UNAVAILABLE", "KAM00", "TEMPORARILY_UNAVAILABLE",
        "The server could not record the transactions, which it does before it scores them. Send them again in a moment; those that were "
        + "recorded are not counted twice if they have an id.");

    /// <summary>The server can't do what it must, and nothing was done.</summary>
    public static ScoringInputException Unavailable(string message) =>
        new(503, "TEMPORARILY_UNAVAILABLE", "KAM00", "TEMPORARILY_UNAVAILABLE", message);

    public static ScoringInputException CarriedCell(string column, long rowNumber) => BadRequest(string.Create(
        CultureInfo.InvariantCulture,
        $"Invalid input. Column '{column}' must be a text of at most {CarriedValues.LongestValue} bytes, a number or null. "
            + $"Row {rowNumber} has something else."));

    public static ScoringInputException Cell(SchemaColumn column, long rowNumber) => Cell(column.Name, column.Kind, rowNumber);

    public static ScoringInputException Cell(string column, ColumnKind kind, long rowNumber)
    {
        string expected = kind switch
        {
            ColumnKind.Number => "a number or null",
            ColumnKind.Text => "a text or null",
            _ => "an ISO 8601 time, whole microseconds or null",
        };
        return BadRequest(string.Create(
            CultureInfo.InvariantCulture,
            $"Invalid input. Data is not compatible with model signature. Column '{column}' must be {expected}. Row {rowNumber} has "
            + $"something else."));
    }
}
