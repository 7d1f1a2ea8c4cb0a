namespace FraudMl;

/// <summary>How long calls of a kind may take.</summary>
/// <param name="Attempt">One attempt.</param>
/// <param name="Total">All attempts with the waiting in between; a wait that would go beyond is not begun.</param>
internal sealed record CallBudget(TimeSpan Attempt, TimeSpan Total)
{
    /// <summary>Tokens: who logs in waits for them.</summary>
    public static CallBudget Tokens(TimeSpan total) => new(TimeSpan.FromSeconds(20), Min(total, TimeSpan.FromMinutes(1)));

    /// <summary>The API; a statement that waits for its warehouse is asked for again and again, each time with this budget.</summary>
    public static CallBudget Api(TimeSpan total) => new(TimeSpan.FromSeconds(60), total);

    /// <summary>Files in the cloud's storage, until their first byte.</summary>
    public static CallBudget Files(TimeSpan total) => new(TimeSpan.FromSeconds(60), total);

    /// <summary>Files on their way to a volume or to the cloud's storage, of which one request may carry some gigabytes.</summary>
    public static CallBudget Uploads(TimeSpan total) => new(TimeSpan.FromHours(1), total);

    /// <summary>Returns the shorter of two times.</summary>
    public static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
