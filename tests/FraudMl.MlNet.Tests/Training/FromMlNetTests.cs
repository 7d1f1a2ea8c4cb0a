using FraudMl.Onnx;
using FraudMl.Tests.TrainerContract;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace FraudMl.Tests.Training;

public sealed class FromMlNetTests
{
    private readonly TrainingData _data = ContractData.Rows(3000);

    [Fact]
    public void Linear_models_trees_and_additive_models_end_in_our_forms()
    {
        Train(ml => ml.BinaryClassification.Trainers.LbfgsLogisticRegression()).ShouldBeOfType<LinearModel>();
        Train(ml => ml.BinaryClassification.Trainers.AveragedPerceptron()).ShouldBeOfType<LinearModel>();
        Train(ml => ml.BinaryClassification.Trainers.FastTree(numberOfTrees: 5)).ShouldBeOfType<TreeEnsemble>();
        Train(ml => ml.BinaryClassification.Trainers.FastForest(numberOfTrees: 5)).ShouldBeOfType<TreeEnsemble>();
        Train(ml => ml.BinaryClassification.Trainers.Gam(numberOfIterations: 20)).ShouldBeOfType<TreeEnsemble>();
    }

    [Fact]
    public void Another_model_is_kept_whole_and_says_why_it_is_no_graph()
    {
        ScoringModel model = Train(ml => ml.BinaryClassification.Trainers.LdSvm(numberOfIterations: 500));
        model.ShouldBeOfType<MlNetModel>().FeatureCount.ShouldBe(ContractData.ColumnCount);
        Should.Throw<OnnxExportException>(() => OnnxScores.Of(model, _data.Matrix)).Message.ShouldContain("LdSvm");
    }

    [Fact]
    public void Our_forms_of_FastTree_and_GAM_give_the_probability_of_ML_NET_even_at_thresholds()
    {
        var ml = new MLContext(7);
        foreach (Func<MLContext, IEstimator<ITransformer>> trainer in new Func<MLContext, IEstimator<ITransformer>>[]
            { m => m.BinaryClassification.Trainers.FastTree(numberOfTrees: 30),
                m => m.BinaryClassification.Trainers.Gam(numberOfIterations: 100) })
        {
            var view = new MatrixView(_data);
            ITransformer fitted = trainer(ml).Fit(view);
            ScoringModel ours = MlNetModels.Open(ml, fitted, view, ContractData.Context());
            float[] values = AdversarialRows.Of(ours, 3000).Values.ToArray();
            for (int i = 0; i < values.Length; i++) values[i] = float.IsFinite(values[i]) ? values[i] : 0;
            FeatureMatrix rows = ContractData.Matrix(values, 3000);
            float[] theirs = [.. fitted.Transform(new MatrixView(new TrainingData(rows, new bool[3000]))).GetColumn<float>("Probability")];
            double[] probabilities = ContractData.Probabilities(ours, rows);
            for (int row = 0; row < theirs.Length; row++) probabilities[row].ShouldBe(theirs[row], 1e-6, $"row {row}");
        }
    }

    [Fact]
    public void The_name_is_the_users() =>
        Trainers.FromMlNet(ml => ml.BinaryClassification.Trainers.LdSvm(), new() { Name = "LdSvm" }).Name.ShouldBe("LdSvm");

    private ScoringModel Train(Func<MLContext, IEstimator<ITransformer>> trainer) =>
        Trainers.FromMlNet(trainer).Train(_data, ContractData.Context());
}
