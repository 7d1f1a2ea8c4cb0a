namespace FraudMl.Serving;

/// <summary>A model that is already in memory.</summary>
internal sealed class MemoryModelSource(FraudModel model, ReferenceProfile? reference = null) : IModelSource
{
    public Task<ServedModel> LoadAsync(CancellationToken cancellationToken) => 
        Task.FromResult(new ServedModel(model, model.Pipeline) { Reference = reference });

    public override string ToString() => $"the model {model.Pipeline} in memory";
}
