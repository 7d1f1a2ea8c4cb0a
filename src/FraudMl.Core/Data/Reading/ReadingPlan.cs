namespace FraudMl;

/// <summary>How the columns of a file are read: by what a user says of them, or as a model needs them.</summary>
/// <param name="SchemaOf">Returns the schema of a file once the names of its columns are known; throws when one is missing.</param>
/// <param name="Rules">How texts become values where the options of the file say nothing else.</param>
internal sealed record ReadingPlan(Func<string, IReadOnlyCollection<string>, DatasetSchema> SchemaOf, ReadingRules Rules)
{
    public static ReadingPlan Of(DatasetSchema schema) => new(
        (file, names) =>
        {
            schema.RequireColumns(file, names);
            return schema;
        },
        ReadingRules.Usual.With(schema));

    public static ReadingPlan Of(Func<DatasetSchema, DatasetSchema>? schema, out DatasetSchema given)
    {
        given = new DatasetSchema();
        return Of(given = schema?.Invoke(given) ?? given);
    }

    public static ReadingPlan Of(FraudModel model) => new(
        (file, names) => ModelColumns.SchemaOf(model, file, names), model.Reading.IsBeforeRules ? ReadingRules.Usual : model.Reading);
}
