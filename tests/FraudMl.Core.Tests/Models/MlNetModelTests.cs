using Microsoft.ML;

namespace FraudMl.Tests;

/// <summary>A model that ML.NET keeps closed is a blob, and a blob from a file is opened only where the host says so.</summary>
[Collection(StepContractCases.LoadSwitch)]
public sealed class MlNetModelTests
{
    private static readonly Dataset Rows = FeatureData.Rows(200);

    [Fact]
    public void A_model_of_ML_NET_loads_only_where_the_host_turned_that_on()
    {
        using IDisposable off = StepContractCases.Switched(false);
        FraudModel model = Fitted();
        byte[] saved = Saved(model);

        Should.Throw<FraudMlException>(() => FraudModel.Load(new MemoryStream(saved)).Score(Rows)).Message
            .ShouldContain("call AppContext.SetSwitch(\"FraudMl.LoadMlNetTransformers\", true) before loading it.");

        using IDisposable on = StepContractCases.Switched(true);
        FraudModel.Load(new MemoryStream(saved)).Score(Rows).ShouldBe(model.Score(Rows));
    }

    [Fact]
    public void A_model_that_was_trained_here_scores_without_the_switch()
    {
        using IDisposable off = StepContractCases.Switched(false);

        Fitted().Score(Rows).ShouldAllBe(score => score > 0 && score < 1);
    }

    [Fact]
    public void A_blob_that_ML_NET_cannot_read_is_explained()
    {
        FraudModel model = Fitted();
        byte[] saved = StepContractCases.WithPayload(Saved(model), json => System.Text.RegularExpressions.Regex.Replace(json, "\"zip\":\"[^\"]*", "\"zip\":\"AAAA"));
        using IDisposable on = StepContractCases.Switched(true);

        Should.Throw<FraudMlException>(() => FraudModel.Load(new MemoryStream(saved)).Score(Rows)).Message
            .ShouldStartWith("ML.NET can't load");
    }

    private static FraudModel Fitted() => new FraudPipelineBuilder()
        .Impute(Columns.Numbers).Drop(Columns.Texts).Drop(Columns.Timestamps)
        .Train(Trainers.FromMlNet(ml => ml.BinaryClassification.Trainers.LdSvm(numberOfIterations: 200, treeDepth: 1)))
        .Build().Fit(Rows);

    private static byte[] Saved(FraudModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
