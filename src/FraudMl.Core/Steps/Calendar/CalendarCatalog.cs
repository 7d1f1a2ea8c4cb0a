namespace FraudMl;

/// <summary>Adds calendar features to the pipeline builder.</summary>
public static class CalendarCatalog
{
    extension(FraudPipelineBuilder builder)
    {
        /// <summary>Adds a step that takes parts of times: <c>Time</c> becomes <c>Time.Hour</c>, <c>Time.Weekday</c>,
        /// <c>Time.Weekend</c>, <c>Time.Night</c>.</summary>
        /// <remarks>
        /// A timestamp is no feature unless the schema says so: <c>schema.Timestamp("Time").Feature("Time")</c>. Parts are whole numbers,
        /// or sine and cosine columns such as <c>Time.HourSin</c>.
        /// </remarks>
        /// <param name="columns">Timestamp columns.</param>
        /// <param name="options">The options.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule, or the machine does not
        /// know the time zone.</exception>
        public FraudPipelineBuilder Calendar(Columns columns, CalendarOptions? options = null) =>
            builder.Step(new CalendarStep(columns, options ?? new CalendarOptions()));
    }
}
