namespace FraudMl;

/// <summary>Adds the time between two timestamps to the pipeline builder.</summary>
public static class TimeBetweenCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that takes the time from one timestamp to another, such as the age of an account, into
        /// <c>At-Opened.Days</c>; both timestamps stay.</summary>
        /// <remarks>
        /// A fraction where it is no whole unit, negative where the second time is earlier, missing where one of them is. The difference is
        /// taken in 64 bits and rounded to 32 once: to 1 part in 16 million. A timestamp is no feature unless the schema says so:
        /// <c>schema.Timestamp("At").Feature("At")</c>.
        /// </remarks>
        /// <param name="from">The timestamp column of the earlier time, for example <c>Opened</c>.</param>
        /// <param name="to">The timestamp column of the later time, for example <c>At</c>.</param>
        /// <param name="unit">What is counted. Default days of 24 hours.</param>
        public FraudPipelineBuilder TimeBetween(string from, string to, TimeUnit unit = TimeUnit.Days) =>
            builder.Step(new TimeBetweenStep(new() { From = from, To = to, Unit = unit }));
    }
}
